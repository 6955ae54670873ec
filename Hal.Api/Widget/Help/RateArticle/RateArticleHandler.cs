using Hal.Api.Credentials;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Help;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Help.RateArticle;

public sealed class RateArticleHandler(WidgetCall call, Database database, FeedbackFingerprints fingerprints, TimeProvider time)
    : IRequestHandler<RateArticleCommand, Result<RateArticleResponse>>
{
    public async Task<Result<RateArticleResponse>> Handle(RateArticleCommand request, CancellationToken cancellationToken)
    {
        if (!Slug.IsValid(request.Slug))
            return HelpProblems.NoSuchPage;

        var (project, byDefault) = (call.ProjectId.Value, Locale.Normalize(call.Project.DefaultLocale));
        var read = new SqlRead();
        var article = read.One<PublishedArticle>(
            PublishedArticle.BySlug,
            project,
            request.Slug,
            request.Locale is null ? null : Locale.Normalize(request.Locale),
            byDefault
        );
        var visitor = read.One<Visitor>(Visitor.Sql, project, request.VisitorId!);
        await database.ReadAsync(read);
        if (!call.Project.HelpCenterEnabled)
            return HelpProblems.NoHelpCenter;

        if (article.Value is null)
            return HelpProblems.NoSuchPage;

        var voter = await fingerprints.VisitorAsync(call.ProjectId, request.VisitorId!);
        database.Enlist(
            new SqlBatch().Add(
                ArticleFeedback.Write,
                project,
                Ids.New(),
                article.Value.ArticleId,
                voter,
                request.Helpful!.Value,
                time.UtcNow()
            )
        );
        // Feedback does not create a visitor, so an unknown visitor gets no token.
        if (visitor.Value is not null)
            call.RecordVisitor(visitor.Value.Id, isNew: false, visitor.Value.ContactUserId);

        return new RateArticleResponse(request.Helpful.Value);
    }
}
