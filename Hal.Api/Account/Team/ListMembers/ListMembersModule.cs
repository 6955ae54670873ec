using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Team.ListMembers;

public sealed class ListMembersModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListMembersQuery, ListMembersResponse>("team/members")
            .WithTags("Team")
            .WithSummary("List the members")
            .WithDescription("All who work in the workspace, newest first.");
}
