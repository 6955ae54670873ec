using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Pages.ShowSitemap;

public sealed class ShowSitemapHandler(HelpCall call, Database database, PageCache pages)
    : IRequestHandler<ShowSitemapQuery, Result<HelpPage>>
{
    // The format allows 50,000 addresses, and the first page of each language needs one. If there are more, the newest articles stay.
    private const string Sql = """
        select article_id, locale::text as locale, published_slug::text as slug, published_at
        from article_translations
        where project_id = $1 and published_at is not null
        order by max(published_at) over (partition by article_id) desc, article_id, locale
        limit 49000
        """;

    // Each language of an article lists all the others. If that is too much, only the pages of the articles list them.
    private const int MaxAlternates = 20_000;

    public Task<Result<HelpPage>> Handle(ShowSitemapQuery request, CancellationToken cancellationToken) =>
        pages.GetAsync(database, call.Project, "sitemap", () => MakeAsync(request));

    private async Task<Result<HelpPage>> MakeAsync(ShowSitemapQuery request)
    {
        var address = new HelpAddress(HelpPage.Origin, call.ProjectId.Value);
        var rows = await database.ReadListAsync<Row>(Sql, call.ProjectId.Value);
        IReadOnlyList<(string, string, DateTime?)> homes =
        [
            .. rows.Select(r => r.Locale)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(l => (l, address.Whole(address.Home(l)), (DateTime?)null)),
        ];
        var byArticle = rows.GroupBy(r => r.ArticleId).ToList();
        var articles = byArticle.Select(
            IReadOnlyList<(string, string, DateTime?)> (a) =>
                [.. a.Select(r => (r.Locale, address.Whole(address.Article(r.Locale, r.Slug)), (DateTime?)r.PublishedAt))]
        );
        var alternates = byArticle.Sum(a => a.LongCount() * a.LongCount());
        return HelpSitemap.Of(articles.Prepend(homes), withAlternates: alternates <= MaxAlternates);
    }

    private sealed record Row(Guid ArticleId, string Locale, string Slug, DateTime PublishedAt);
}
