using Hal.Api.Background;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Rendering;
using MediatR;

namespace Hal.Api.Help.Pages.ShowArticle;

public sealed class ShowArticleHandler(HelpCall call, Database database, PageCache pages, RenderedArticles rendered, ArticleViews views)
    : IRequestHandler<ShowArticleQuery, Result<HelpPage>>
{
    private const int DescriptionLength = 155;

    private const string Names = "select names from article_groups where project_id = $1 and id = $2";

    private const string More = """
        select t.published_title as title, t.published_slug::text as slug, '' as lead
        from article_translations t
        join articles a on a.project_id = t.project_id and a.id = t.article_id
        where t.project_id = $1 and t.locale = $2 and t.published_at is not null and a.group_id = $3 and a.id <> $4
        order by a.position, a.id
        limit 6
        """;

    public async Task<Result<HelpPage>> Handle(ShowArticleQuery request, CancellationToken cancellationToken)
    {
        var key = string.Join('\n', "article", request.Locale, request.Slug, request.IsThanked ? "thanked" : "");
        var page = await pages.GetAsync(database, call.Project, key, () => MakeAsync(request));
        // A reader who comes back from the feedback form, or revalidates the page, does not count again.
        if (page is { Succeeded: true, Value.ArticleId: { } article } && request is { IsRead: true, IsThanked: false })
            views.Note(call.ProjectId, article);

        return page;
    }

    private async Task<Result<HelpPage>> MakeAsync(ShowArticleQuery request)
    {
        if (!Locale.IsValid(request.Locale) || !Slug.IsValid(request.Slug))
            return HelpProblems.NoSuchPage;

        var (project, locale, address) = (
            call.ProjectId.Value,
            Locale.Normalize(request.Locale!),
            new HelpAddress(HelpPage.Origin, call.ProjectId.Value)
        );
        var article = await database.ReadOneAsync<PublishedArticle>(PublishedArticle.BySlug, project, request.Slug, locale, locale);
        if (article is null)
            return HelpProblems.NoSuchPage;

        var path = address.Article(article.Locale, article.Slug);
        if (article.Slug != request.Slug || article.Locale != request.Locale)
            return HelpPage.Moved(path);

        var read = new SqlRead();
        var languages = read.List<PublishedLanguage>(PublishedArticle.Languages, project, article.ArticleId);
        var names = read.One<NamesRow>(Names, project, article.GroupId);
        var more = read.List<HelpEntry>(More, project, locale, article.GroupId, article.ArticleId);
        await database.ReadAsync(read);
        var frame = new HelpFrame(
            call.Project,
            address,
            locale,
            path,
            article.Title,
            article.Text.Length > 0 ? Excerpt.Lead(article.Text, DescriptionLength) : article.Title,
            [.. languages.Value.Select(l => (l.Locale, address.Article(l.Locale, l.Slug)))]
        );
        return HelpPages.Article(
            frame,
            article,
            rendered.Of(article.Content),
            names.Value is null ? null : GroupNames.In(names.Value.Names, locale, call.Project.DefaultLocale),
            more.Value,
            request.IsThanked
        );
    }

    private sealed record NamesRow(System.Text.Json.JsonElement Names);
}
