using Carter;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Articles.PublishArticle;

public sealed class PublishArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<PublishArticleCommand, PublishArticleResponse>(HttpMethods.Post, "articles/{id}/publish", (command, http) =>
                command with
                {
                    Id = http.RouteValues.Text("id"),
                    LocaleInQuery = http.Query.TryGetValue("locale", out var locale) ? locale.ToString() : null,
                }
            )
            .WithTags("Knowledge base")
            .WithSummary("Publish an article")
            .WithDescription(
                "Shows readers what members have written: in the `locale` given, else in every language. "
                    + "Publishing again what has not changed changes nothing."
            )
            .TakesParameter(
                "locale",
                "Only this language; all of them if absent. A body may say it instead; where both do, they have to agree."
            )
            .Refuses(ProblemCode.NotFound, ArticleRules.NotTranslated, Preconditions.Failed)
            .WithExample(new { locale = "de" });
}
