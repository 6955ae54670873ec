using Hal.Api.Credentials;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Help.Feedback.SendFeedback;

public sealed class SendFeedbackHandler(HelpCall call, Database database, FeedbackFingerprints fingerprints, TimeProvider time)
    : IRequestHandler<SendFeedbackCommand, Result<SendFeedbackResponse>>
{
    public async Task<Result<SendFeedbackResponse>> Handle(SendFeedbackCommand request, CancellationToken cancellationToken)
    {
        if (!Locale.IsValid(request.Locale) || !Slug.IsValid(request.Slug))
            return HelpProblems.NoSuchPage;

        var (project, locale) = (call.ProjectId.Value, Locale.Normalize(request.Locale!));
        var article = await database.ReadOneAsync<PublishedArticle>(PublishedArticle.BySlug, project, request.Slug, locale, locale);
        if (article is null)
            return HelpProblems.NoSuchPage;

        var voter = await fingerprints.ReaderAsync(call.ProjectId, request.Address, request.Browser);
        database.Enlist(
            new SqlBatch().Add(ArticleFeedback.Write, project, Ids.New(), article.ArticleId, voter, request.Helpful == "yes", time.UtcNow())
        );
        return new SendFeedbackResponse($"{new HelpAddress("", project).Article(article.Locale, article.Slug)}?thanks#feedback");
    }
}
