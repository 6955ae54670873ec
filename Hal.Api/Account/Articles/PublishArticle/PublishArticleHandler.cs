using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using Hal.Api.Rendering;
using MediatR;

namespace Hal.Api.Account.Articles.PublishArticle;

public sealed class PublishArticleHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PublishArticleCommand, Result<PublishArticleResponse>>
{
    public async Task<Result<PublishArticleResponse>> Handle(PublishArticleCommand request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var found = Article.Read(read, call.ProjectId.Value, ResourceId.Of(request.Id));
        await database.ReadAsync(read);
        if (found.Value is not { } article)
            return Problem.NotFound("article");

        var publication = ArticlePublication.Publish(
            article,
            request.OneLocale,
            call.ProjectId,
            call.Project.DefaultLocale,
            ArticleMarkdown.TextOf,
            time.UtcNow()
        );
        if (!publication.Succeeded)
            return publication.Problem;

        var (after, shown, write) = publication.Value;
        if (write is not null)
            database.Enlist(write);

        outcome.Wrote(article.Row.Id, article.Row.Version, after.Row.Version);
        return new PublishArticleResponse(after.ToAnswer(shown));
    }
}
