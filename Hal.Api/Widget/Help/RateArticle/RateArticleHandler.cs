using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Visitors;
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
        batch.Add(Visitor.Sql, project, request.VisitorId!);
        var (article, visitor) = await session.ReadFactsAsync(
            call.Project, batch, async results => (await results.SingleOrDefaultAsync<PublishedArticle>(), await results.SingleOrDefaultAsync<Visitor>()));
        if (!call.Project.HelpCenterEnabled)
            return HelpProblems.NoHelpCenter;

        if (article is null)
            return HelpProblems.NoSuchPage;

        var voter = await voters.VisitorAsync(session, call.ProjectId, request.VisitorId!);
        session.Enlist(new SqlBatch().Add(ArticleFeedback.Write, project, Ids.New(), article.ArticleId, voter, request.Helpful!.Value, time.UtcNow()));
        // One that is not stored yet has no token to get: to say whether an article helped makes no visitor.
        if (visitor is not null)
            call.Meet(visitor.Id, isNew: false, visitor.ContactUserId);

        return new RateArticleResponse(request.Helpful.Value);
    }
}
