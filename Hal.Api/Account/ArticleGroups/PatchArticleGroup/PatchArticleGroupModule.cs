using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.ArticleGroups.PatchArticleGroup;

public sealed class PatchArticleGroupModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<PatchArticleGroupCommand, PatchArticleGroupResponse>(
                HttpMethods.Patch,
                "article-groups/{id}",
                (command, route) => command with { Id = route.Text("id") }
            )
            .WithTags("Knowledge base")
            .WithSummary("Change a group of articles")
            .WithDescription(
                "What is absent stays. `names` merges by locale. `position` puts the group at that place; the others keep their order."
            )
            .Refuses(ProblemCode.NotFound)
            .WithExample(new { names = new { fr = "Facturation", de = (string?)null }, position = 0 });
}
