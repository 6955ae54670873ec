using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Articles.ListArticles;

public sealed class ListArticlesHandler(AccountCall call, Database database, TimeProvider time)
    : IRequestHandler<ListArticlesQuery, Result<ListArticlesResponse>>
{
    private const string Page = "select a.id, a.position from articles a where a.project_id = ?";

    private const string IsPublishedIn = """
        exists (
            select from article_translations t
            where t.project_id = a.project_id and t.article_id = a.id and t.locale = coalesce(?, t.locale)
              and t.published_at is not null) = ?
        """;

    private const string IsWrittenIn =
        "exists (select from article_translations t where t.project_id = a.project_id and t.article_id = a.id and t.locale = ?)";

    private const string HasWords = """
        a.id in (
            select t.article_id
            from article_translations t
            where array[t.project_id] @> array[?::uuid] and t.project_id = ? and t.draft_search @@ to_tsquery('simple', ?)
              and t.locale = coalesce(?, t.locale))
        """;

    private const string Rows = """
        select a.id, a.group_id, a.position, m.locale, m.title, m.slug,
               exists (
                   select from article_translations p
                   where p.project_id = a.project_id and p.article_id = a.id and p.published_at is not null) as is_published,
               m.published_at is not null
                   and (m.title <> m.published_title or m.content <> m.published_content or m.slug <> m.published_slug)
                   as has_unpublished_changes,
               m.published_at,
               array(
                   select l.locale::text from article_translations l where l.project_id = a.project_id and l.article_id = a.id order by l.id
               ) as locales,
               (select count(*) from article_feedback f where f.project_id = a.project_id and f.article_id = a.id and f.helpful) as helpful,
               (select count(*)
                from article_feedback f
                where f.project_id = a.project_id and f.article_id = a.id and not f.helpful) as not_helpful,
               (select coalesce(sum(v.views), 0)::bigint
                from article_views v
                where v.project_id = a.project_id and v.article_id = a.id and v.day > ($4 at time zone 'UTC')::date - 30) as views_30d,
               a.created_at, a.updated_at
        from unnest($2) with ordinality w (id, place)
        join articles a on a.project_id = $1 and a.id = w.id
        cross join lateral (
            select t.locale, t.title, t.slug, t.content, t.published_title, t.published_content, t.published_slug, t.published_at
            from article_translations t
            where t.project_id = a.project_id and t.article_id = a.id
            order by t.locale = $3 desc, t.id
            limit 1) m
        order by w.place
        """;

    public async Task<Result<ListArticlesResponse>> Handle(ListArticlesQuery request, CancellationToken cancellationToken)
    {
        var project = call.ProjectId.Value;
        var locale = request.Locale is null ? null : Locale.Normalize(request.Locale);
        var terms = SearchText.Words(request.Search ?? "").Select(w => w.Folded).Take(ArticleSearch.MaxTerms).ToList();
        if (terms.Count == 0 && !string.IsNullOrWhiteSpace(request.Search))
            return new ListArticlesResponse([], null);

        var page = new SqlQuery(Page, project)
            .AndIf(request.GroupId == ListArticlesQuery.NoGroup, "a.group_id is null")
            .AndIf(request.GroupId is not null and not ListArticlesQuery.NoGroup, "a.group_id = ?", ResourceId.Of(request.GroupId))
            .AndIf(request.Status is not null, IsPublishedIn, locale, request.Status == Article.PublishedStatus)
            .AndIf(locale is not null, IsWrittenIn, locale)
            .AndIf(terms.Count > 0, HasWords, project, project, string.Join(" & ", terms.Select(ArticleSearch.Begun)), locale);
        // A group has an order of its own; everything else is newest first.
        if (request.GroupId is null)
            page.And("a.id < ?", request.Page.After.Id).Then("order by a.id desc limit ?", request.Page.Probe);
        else
            page.And(
                    "(a.position, a.id) > (?, ?)",
                    request.Cursor is null ? -1 : ArticleSearch.PlaceOf(request.Page.After),
                    request.Cursor is null ? Guid.Empty : request.Page.After.Id
                )
                .Then("order by a.position, a.id limit ?", request.Page.Probe);

        var found = await database.SearchListAsync<Placed>(page);
        var (places, next) = request.Page.Cut(found, a =>
            request.GroupId is null ? Cursor.Of(a.Id) : ArticleSearch.CursorAt(a.Position, a.Id)
        );
        if (places.Count == 0)
            return new ListArticlesResponse([], null);

        var rows = await database.ReadListAsync<Row>(
            Rows,
            project,
            places.Select(p => p.Id).ToArray(),
            locale ?? Locale.Normalize(call.Project.DefaultLocale),
            time.UtcNow()
        );
        return new ListArticlesResponse([.. rows.Select(r => r.ToItem())], next);
    }

    private sealed record Row(
        Guid Id,
        Guid? GroupId,
        int Position,
        string Locale,
        string Title,
        string Slug,
        bool IsPublished,
        bool HasUnpublishedChanges,
        DateTime? PublishedAt,
        string[] Locales,
        long Helpful,
        long NotHelpful,
        long Views30d,
        DateTime CreatedAt,
        DateTime UpdatedAt
    )
    {
        public ListArticlesItem ToItem() =>
            new(
                Id,
                GroupId,
                Position,
                Locale,
                Title,
                Slug,
                Article.Status(IsPublished),
                HasUnpublishedChanges,
                PublishedAt,
                Locales,
                Helpful,
                NotHelpful,
                Views30d,
                CreatedAt,
                UpdatedAt
            );
    }
}
