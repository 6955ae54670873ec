using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Projects.GetProject;

public sealed class GetProjectModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetProjectQuery, GetProjectResponse>("projects/{id}")
            .ShowsVersion()
            .WithTags("Projects")
            .WithSummary("Read a project");
}
