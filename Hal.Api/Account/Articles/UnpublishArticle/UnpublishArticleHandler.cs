using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Articles.UnpublishArticle;

public sealed class UnpublishArticleHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<UnpublishArticleCommand, Result<UnpublishArticleResponse>>
{
    public async Task<Result<UnpublishArticleResponse>> Handle(UnpublishArticleCommand request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var found = Article.Read(read, call.ProjectId.Value, ResourceId.Of(request.Id));
        await database.ReadAsync(read);
        if (found.Value is not { } article)
            return Problem.NotFound("article");

        var publication = ArticlePublication.Unpublish(
            article,
            request.OneLocale,
            call.ProjectId,
            call.Project.DefaultLocale,
            time.UtcNow()
        );
        if (!publication.Succeeded)
            return publication.Problem;

        var (after, shown, write) = publication.Value;
        if (write is not null)
            database.Enlist(write);

        outcome.Wrote(article.Row.Id, article.Row.Version, after.Row.Version);
        return new UnpublishArticleResponse(after.ToAnswer(shown));
    }
}
