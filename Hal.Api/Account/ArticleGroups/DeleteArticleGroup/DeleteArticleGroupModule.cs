using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.ArticleGroups.DeleteArticleGroup;

public sealed class DeleteArticleGroupModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteArticleGroupCommand, Nothing>(
                HttpMethods.Delete,
                "article-groups/{id}",
                http => new DeleteArticleGroupCommand(http.RouteValues.Text("id"))
            )
            .WithTags("Knowledge base")
            .WithSummary("Delete a group of articles")
            .WithDescription("Its articles stay, without a group.")
            .Refuses(ProblemCode.NotFound);
}
