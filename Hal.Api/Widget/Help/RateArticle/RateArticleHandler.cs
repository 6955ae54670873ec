using Hal.Api.Domain.Articles;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Widget.Help.RateArticle;

public sealed class RateArticleHandler(WidgetCall call, Session session, Voters voters, TimeProvider time) : IRequestHandler<RateArticleCommand, Result<RateArticleResponse>>
{
    public async Task<Result<RateArticleResponse>> Handle(RateArticleCommand request, CancellationToken cancellationToken)
    {
        if (!Slug.IsValid(request.Slug))
            return HelpProblems.NoSuchPage;

        var (project, byDefault) = (call.ProjectId.Value, Locale.Normalize(call.Project.DefaultLocale));
        var batch = new SqlBatch().Add(PublishedArticle.BySlug, project, request.Slug, request.Locale is null ? null : Locale.Normalize(request.Locale), byDefault);
        var article = await session.ReadFactsAsync(call.Project, batch, results => results.SingleOrDefaultAsync<PublishedArticle>());
        if (!call.Project.HelpCenterEnabled)
            return HelpProblems.NoHelpCenter;

        if (article is null)
            return HelpProblems.NoSuchPage;

        var voter = await voters.VisitorAsync(session, call.ProjectId, request.VisitorId!);
        session.Enlist(new SqlBatch().Add(ArticleFeedback.Write, project, Ids.New(), article.ArticleId, voter, request.Helpful!.Value, time.UtcNow()));
        return new RateArticleResponse(request.Helpful.Value);
    }
}
