using Carter;
using Hal.Api.Background;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Projects.DeleteProject;

public sealed class DeleteProjectModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteProjectCommand, Nothing>(HttpMethods.Delete, "projects/{id}", request =>
                new() { Id = request.RouteValues.Text("id") }
            )
            .AddEndpointFilter(ClearAsync)
            .WithTags("Projects")
            .WithSummary("Delete a project")
            .WithDescription(
                "The project and all that belongs to it are gone at once and for good: widgets, members and keys get 404. "
                    + "Its rows are deleted in the background."
            )
            .Refuses(Preconditions.Failed);

    // There is nothing to clear before the deletion is committed.
    private static async ValueTask<object?> ClearAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        context.HttpContext.RequestServices.GetRequiredService<DeletedProjects>().Wake();
        return answer;
    }
}
