using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Help;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Widget.Help.ReadArticle;

public sealed class ReadArticleHandler(WidgetCall call, Session session, RenderedArticles rendered, ArticleViews views, IHttpContextAccessor http)
    : IRequestHandler<ReadArticleQuery, Result<ReadArticleResponse>>
{
    public async Task<Result<ReadArticleResponse>> Handle(ReadArticleQuery request, CancellationToken cancellationToken)
    {
        var project = call.ProjectId.Value;
        var locale = request.Locale is null ? null : Locale.Normalize(request.Locale);
        var slug = Slug.IsValid(request.Slug) ? request.Slug : null;
        var batch = new SqlBatch().Add(PublishedArticle.BySlug, project, slug, locale, Locale.Normalize(call.Project.DefaultLocale));
        var (version, article) = await RememberedPages.ReadAsync(session, call.Project, batch, results => results.SingleOrDefaultAsync<PublishedArticle>());
        if (!call.Project.HelpCenterEnabled)
            return HelpProblems.NoHelpCenter;

        if (article is null)
            return HelpProblems.NoSuchPage;

        var languages = await session.ReadAsync(new SqlBatch().Add(PublishedArticle.Languages, project, article.ArticleId), results => results.ListAsync<PublishedLanguage>());
        views.Note(call.ProjectId, article.ArticleId);
        var (context, tag) = (http.HttpContext, RememberedPages.Tag(call.Project, version));
        // Whoever has it already is answered 304, and nobody sees what was made.
        var html = context is not null && CacheableResult.IsKnown(context.Request, new EntityTagHeaderValue(tag)) ? "" : rendered.Of(article.Content);
        var address = new HelpAddress(context is null ? "" : HelpEndpoints.Origin(context), project);
        return new ReadArticleResponse(new ReadArticleArticle(
            article.ArticleId, article.Title, article.Slug, article.Locale, article.Content, html, article.GroupId,
            [.. languages.Select(l => new ReadArticleLanguage(l.Locale, l.Slug))], address.Whole(address.Article(article.Locale, article.Slug)), article.PublishedAt))
        {
            ETag = tag,
        };
    }
}
