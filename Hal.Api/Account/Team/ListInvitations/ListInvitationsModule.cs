using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Team.ListInvitations;

public sealed class ListInvitationsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListInvitationsQuery, ListInvitationsResponse>("team/invitations")
            .WithTags("Team")
            .WithSummary("List the invitations")
            .WithDescription("Those that nobody has accepted, newest first; also those that have expired. Needs the role `admin`.");
}
