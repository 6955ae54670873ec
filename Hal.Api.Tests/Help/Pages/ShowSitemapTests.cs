using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Help.Pages;

/// <summary>Contract 5: the sitemap of the help center.</summary>
public class ShowSitemapTests
{
    [Test]
    public async Task The_sitemap_has_every_page_in_every_language_and_no_draft()
    {
        var workspace = await HelpCenter.StartAsync();
        await workspace.Owner.WriteAsync(new { title = "Hidden draft" });

        var sitemap = await workspace.Project.HelpAsync("/sitemap.xml");

        Assert.That(sitemap.Headers["Content-Type"], Is.EqualTo("application/xml; charset=utf-8"));
        Snapshots.Match(HelpCenter.Stable(sitemap.Text, workspace));
    }

    [TestCase(300, 50, 15_050, 0)]
    [TestCase(8, 50, 450, 22_500)]
    public async Task The_sitemap_ends_where_the_format_does_and_begins_with_the_newest(
        int articles,
        int languages,
        int addresses,
        int links
    )
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.ExecuteAsync(
            """
            with made as (
                insert into articles (project_id, id, position, created_at, updated_at) select @p, gen_random_uuid(), i, now(), now()
                    from generate_series(1, @articles) i returning id, position)
            insert into article_translations (project_id, id, article_id, locale, title, content, slug, draft_search, published_title,
                published_content, published_slug, published_text, published_at,
                published_titles, published_search, published_words, published_keys, created_at, updated_at)
            select @p, gen_random_uuid(), id, 'l' || chr(97 + l / 26) || chr(97 + l % 26), 'x', 'x', 's', '', 'x', 'x', 's-' || position,
                'x', now() - position * interval '1 second', '', '', '{}', '{}', now(), now()
            from made, generate_series(1, @languages) l
            """,
            new { articles, languages }
        );

        var sitemap = (await workspace.Project.HelpAsync("/sitemap.xml")).Text;

        var found = sitemap.Split("<url>").Skip(1).ToList();
        Assert.That((found.Count, sitemap.Split("<xhtml:link").Length - 1), Is.EqualTo((addresses, links)));
        Assert.That(found[languages], Does.Contain("/s-1<"), "After the first pages.");
        Assert.That(found[^1], Does.Contain($"/s-{(addresses / languages) - 1}<"));
        Assert.That(sitemap, Does.EndWith("</urlset>\n").And.Length.LessThan(10_000_000));
    }
}
