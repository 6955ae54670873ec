using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Projects.ListProjects;

public sealed class ListProjectsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListProjectsQuery, ListProjectsResponse>("projects")
            .WithTags("Projects")
            .WithSummary("List the workspace's projects");
}
