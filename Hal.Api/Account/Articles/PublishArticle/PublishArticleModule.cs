using Carter;
using Hal.Api.Domain.Articles;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;

namespace Hal.Api.Account.Articles.PublishArticle;

public sealed class PublishArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapAccountAction<PublishArticleCommand, PublishArticleResponse>(
            HttpMethods.Post, "articles/{id}/publish", http => new PublishArticleCommand(http.RouteValues.Text("id"), http.Query.TryGetValue("locale", out var locale) ? locale.ToString() : null))
        .WithTags("Knowledge base")
        .WithSummary("Publish an article")
        .WithDescription("Shows readers what members have written: in the `locale` given, else in every language. Publishing again what has not changed changes nothing.")
        .TakesParameter("locale", "Only this language; all of them if absent.")
        .Refuses(ProblemCode.NotFound, ArticleRules.NotTranslated, Preconditions.Failed);
}
