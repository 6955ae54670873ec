using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Projects.PatchProject;

public sealed class PatchProjectModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<PatchProjectCommand, PatchProjectResponse>(HttpMethods.Patch, "projects/{id}", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Projects")
            .WithSummary("Rename a project")
            .WithDescription("The name is one of the project's settings, too.")
            .Refuses(Preconditions.Failed)
            .WithExample(new { name = "Acme shop" });
}
