using Hal.Api.Background;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Help;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Pages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Rendering;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Widget.Help.ReadArticle;

public sealed class ReadArticleHandler(
    WidgetCall call,
    Database database,
    RenderedArticles rendered,
    ArticleViews views,
    IHttpContextAccessor http
) : IRequestHandler<ReadArticleQuery, Result<ReadArticleResponse>>
{
    public async Task<Result<ReadArticleResponse>> Handle(ReadArticleQuery request, CancellationToken cancellationToken)
    {
        var project = call.ProjectId.Value;
        var locale = request.Locale is null ? null : Locale.Normalize(request.Locale);
        var slug = Slug.IsValid(request.Slug) ? request.Slug : null;
        var read = new SqlRead();
        var version = PageCache.Version(read, call.Project);
        var found = read.One<PublishedArticle>(
            PublishedArticle.BySlug,
            project,
            slug,
            locale,
            Locale.Normalize(call.Project.DefaultLocale)
        );
        await database.ReadAsync(read);
        if (!call.Project.HelpCenterEnabled)
            return HelpProblems.NoHelpCenter;

        if (found.Value is not { } article)
            return HelpProblems.NoSuchPage;

        var languages = await database.ReadListAsync<PublishedLanguage>(PublishedArticle.Languages, project, article.ArticleId);
        views.Note(call.ProjectId, article.ArticleId);
        var (context, tag) = (http.HttpContext, PageCache.Tag(call.Project, version.Value));
        // A caller that has this version gets 304, so there is nothing to render.
        var html =
            context is not null && CacheableResult.IsKnown(context.Request, new EntityTagHeaderValue(tag))
                ? ""
                : rendered.Of(article.Content);
        var address = new HelpAddress(context is null ? "" : HelpEndpoints.Origin(context), project);
        return new ReadArticleResponse(
            new ReadArticleArticle(
                article.ArticleId,
                article.Title,
                article.Slug,
                article.Locale,
                article.Content,
                html,
                article.GroupId,
                [.. languages.Select(l => new ReadArticleLanguage(l.Locale, l.Slug))],
                address.Whole(address.Article(article.Locale, article.Slug)),
                article.PublishedAt
            )
        )
        {
            ETag = tag,
        };
    }
}
