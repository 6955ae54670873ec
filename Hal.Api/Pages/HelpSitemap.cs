using System.Globalization;
using System.Text;

namespace Hal.Api.Pages;

/// <summary>The sitemap of a help center.</summary>
public static class HelpSitemap
{
    // In characters: well below the format's 50 MB, and short enough for the cache.
    private const int MaxSitemapLength = 7_000_000;

    /// <summary>
    /// The pages for search engines, each with its other languages. The sitemap ends before the page that would make it too long.
    /// </summary>
    /// <param name="pages">For each page its addresses by language.</param>
    /// <param name="withAlternates">Whether each page lists its other languages.</param>
    public static HelpPage Of(IEnumerable<IReadOnlyList<(string Locale, string Address, DateTime? ChangedAt)>> pages, bool withAlternates)
    {
        var body = new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">

            """
        );
        foreach (var page in pages)
        {
            var others =
                withAlternates && page.Count > 1
                    ? Html.Each(page, other =>
                        Html.Of($"""<xhtml:link rel="alternate" hreflang="{other.Locale}" href="{other.Address}"/>""")
                    )
                    : Html.Empty;
            var urls = Html.Each(page, url =>
                    Html.Of(
                        $"""
                        <url><loc>{url.Address}</loc>{Html.If(url.ChangedAt is not null, () =>
                            Html.Of($"<lastmod>{url.ChangedAt!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</lastmod>")
                        )}{others}</url>

                        """
                    )
                )
                .ToString();
            if (body.Length + urls.Length > MaxSitemapLength)
                break;

            body.Append(urls);
        }

        return new HelpPage(body.Append("</urlset>\n").ToString(), "application/xml", "default-src 'none'");
    }
}
