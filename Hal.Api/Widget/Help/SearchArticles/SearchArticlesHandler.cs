using Hal.Api.Domain.Articles;
using Hal.Api.Families.Help;
using Hal.Api.Families.Widget;
using Hal.Api.Pages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using Hal.Api.Rendering;
using MediatR;

namespace Hal.Api.Widget.Help.SearchArticles;

public sealed class SearchArticlesHandler(WidgetCall call, Database database)
    : IRequestHandler<SearchArticlesQuery, Result<SearchArticlesResponse>>
{
    // In the order of the groups; articles without a group come last.
    private const string List = """
        select x.article_id, x.title, x.slug, x.group_id, x.text, x.place
        from (
            select t.article_id, t.published_title as title, t.published_slug::text as slug, a.group_id,
                   left(t.published_text, 400) as text,
                   coalesce(g.position, 100000)::bigint * 1000000 + a.position as place
            from article_translations t
            join articles a on a.project_id = t.project_id and a.id = t.article_id
            left join article_groups g on g.project_id = a.project_id and g.id = a.group_id
            where t.project_id = $1 and t.locale = $2 and t.published_at is not null) x
        where (x.place, x.article_id) > ($3, $4)
        order by x.place, x.article_id
        limit $5
        """;

    public async Task<Result<SearchArticlesResponse>> Handle(SearchArticlesQuery request, CancellationToken cancellationToken)
    {
        var project = call.ProjectId.Value;
        var read = new SqlRead();
        var version = PageCache.Version(read, call.Project);
        var locales = read.List<string>(PublishedArticle.Locales, project);
        await database.ReadAsync(read);
        if (!call.Project.HelpCenterEnabled)
            return HelpProblems.NoHelpCenter;

        var locale = Locale.Best(request.Locale is null ? [] : [request.Locale], locales.Value, call.Project.DefaultLocale)
            ?? Locale.Normalize(call.Project.DefaultLocale);
        var etag = PageCache.Tag(call.Project, version.Value);
        if (!string.IsNullOrWhiteSpace(request.Q))
        {
            var found = await ArticleSearch.FindAsync(
                database,
                new ArticleSearchRequest(project, locale, request.Q, Math.Min(request.Size, SearchArticlesQuery.MaxFound))
            );
            return new SearchArticlesResponse(
                locale,
                [
                    .. found.Select(f => new SearchArticlesItem(
                        f.ArticleId,
                        f.Title,
                        f.Slug,
                        locale,
                        f.GroupId,
                        f.Excerpt,
                        MarkedText.ToHtml(f.Title, f.Marks),
                        MarkedText.ToHtml(f.Excerpt, f.Marks)
                    )),
                ],
                null
            )
            {
                ETag = etag,
            };
        }

        var (place, id) = Cursor.Read(request.Cursor) is { } cursor ? (ArticleSearch.PlaceOf(cursor), cursor.Id) : (-1, Guid.Empty);
        var rows = await database.ReadListAsync<Row>(List, project, locale, place, id, request.Size + 1);
        var shown = rows.Take(request.Size).ToList();
        return new SearchArticlesResponse(
            locale,
            [
                .. shown.Select(r => new SearchArticlesItem(
                    r.ArticleId,
                    r.Title,
                    r.Slug,
                    locale,
                    r.GroupId,
                    Excerpt.Lead(r.Text),
                    MarkedText.ToHtml(r.Title, []),
                    MarkedText.ToHtml(Excerpt.Lead(r.Text), [])
                )),
            ],
            rows.Count > request.Size ? ArticleSearch.CursorAt(shown[^1].Place, shown[^1].ArticleId).ToString() : null
        )
        {
            ETag = etag,
        };
    }

    private sealed record Row(Guid ArticleId, string Title, string Slug, Guid? GroupId, string Text, long Place);
}
