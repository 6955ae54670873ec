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
                "The project and all that belongs to it are gone at once and for good: widgets, members and keys are told 404. What is stored of it is cleared away in the background."
            )
            .Refuses(Preconditions.Failed);

    // Only once the deletion is committed is there something to clear.
    private static async ValueTask<object?> ClearAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        context.HttpContext.RequestServices.GetRequiredService<DeletedProjects>().Wake();
        return answer;
    }
}
