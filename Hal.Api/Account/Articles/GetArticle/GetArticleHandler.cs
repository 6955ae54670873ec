using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Articles.GetArticle;

public sealed class GetArticleHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<GetArticleQuery, Result<GetArticleResponse>>
{
    public async Task<Result<GetArticleResponse>> Handle(GetArticleQuery request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var found = Article.Read(read, call.ProjectId.Value, ResourceId.Of(request.Id));
        await database.ReadAsync(read);
        if (found.Value is not { } article || article.Named(request.Locale, call.Project.DefaultLocale) is not { } shown)
            return Problem.NotFound("article");

        outcome.Shows(article.Row.Version);
        return new GetArticleResponse(article.ToAnswer(shown));
    }
}
