using Carter;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Articles.UnpublishArticle;

public sealed class UnpublishArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<UnpublishArticleCommand, UnpublishArticleResponse>(
                HttpMethods.Post,
                "articles/{id}/unpublish",
                (command, http) =>
                    command with
                    {
                        Id = http.RouteValues.Text("id"),
                        LocaleInQuery = http.Query.TryGetValue("locale", out var locale) ? locale.ToString() : null,
                    }
            )
            .WithTags("Knowledge base")
            .WithSummary("Take an article away from readers")
            .WithDescription("In the `locale` given, else in every language. What members have written stays.")
            .TakesParameter(
                "locale",
                "Only this language; all of them if absent. A body may say it instead; where both do, they have to agree."
            )
            .Refuses(ProblemCode.NotFound, ArticleRules.NotTranslated, Preconditions.Failed)
            .WithExample(new { locale = "de" });
}
