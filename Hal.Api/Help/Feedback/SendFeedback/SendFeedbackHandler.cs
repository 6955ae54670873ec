using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Help;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Help.Feedback.SendFeedback;

public sealed class SendFeedbackHandler(HelpCall call, Session session, Voters voters, TimeProvider time) : IRequestHandler<SendFeedbackCommand, Result<SendFeedbackResponse>>
{
    public async Task<Result<SendFeedbackResponse>> Handle(SendFeedbackCommand request, CancellationToken cancellationToken)
    {
        if (!Locale.IsValid(request.Locale) || !Slug.IsValid(request.Slug))
            return HelpProblems.NoSuchPage;

        var (project, locale) = (call.ProjectId.Value, Locale.Normalize(request.Locale!));
        var article = await session.ReadFactsAsync(
            call.Project, new SqlBatch().Add(PublishedArticle.BySlug, project, request.Slug, locale, locale), results => results.SingleOrDefaultAsync<PublishedArticle>());
        if (article is null)
            return HelpProblems.NoSuchPage;

        var voter = await voters.ReaderAsync(session, call.ProjectId, request.Address, request.Browser);
        session.Enlist(new SqlBatch().Add(ArticleFeedback.Write, project, Ids.New(), article.ArticleId, voter, request.Helpful == "yes", time.UtcNow()));
        return new SendFeedbackResponse($"{new HelpAddress("", project).Article(article.Locale, article.Slug)}?thanks#feedback");
    }
}
