using Carter;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Articles.PatchArticle;

public sealed class PatchArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<PatchArticleCommand, PatchArticleResponse>(HttpMethods.Patch, "articles/{id}", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Knowledge base")
            .WithSummary("Edit an article")
            .WithDescription(
                "What is absent stays. Readers see the change once it is published. "
                    + "With a `locale` that the article is not written in yet, that language is added. "
                    + "The slug follows the title unless one was chosen; a former slug redirects to the present one."
            )
            .Refuses(ProblemCode.NotFound, ArticleRules.SlugTaken, ArticleRules.UnknownGroup, ArticleRules.TooMany, Preconditions.Failed)
            .WithExample(
                new
                {
                    locale = "de",
                    title = "So funktionieren Erstattungen",
                    content = "Sie erhalten Ihr Geld innerhalb von **14 Tagen**.",
                }
            );
}
