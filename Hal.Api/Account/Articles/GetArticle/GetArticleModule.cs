using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Articles.GetArticle;

public sealed class GetArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetArticleQuery, GetArticleResponse>("articles/{id}")
            .ShowsVersion()
            .WithTags("Knowledge base")
            .WithSummary("Read an article")
            .WithDescription("As members edit it, in all its languages. `stats` says what readers think of it.")
            .Refuses(ProblemCode.NotFound);
}
