using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Projects.CreateProject;

public sealed class CreateProjectModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountCreate<CreateProjectCommand, CreateProjectResponse>("projects")
            .WithTags("Projects")
            .WithSummary("Create a project")
            .WithDescription(
                "It starts with the default stages and an identity secret of its own. "
                    + "From then on requests have to say which project they mean."
            )
            .WithExample(new { name = "Acme shop" });
}
