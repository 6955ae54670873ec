using Carter;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Team.PatchMember;

public sealed class PatchMemberModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<PatchMemberCommand, PatchMemberResponse>(HttpMethods.Patch, "team/members/{id}", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Team")
            .WithSummary("Change a member")
            .WithDescription(
                """
                You may always change your own name. To change the name of another member you need the role `admin`, and to change a role,
                your own included, the role `owner`. The last owner stays owner. What is absent stays; `null` clears the name.
                """
            )
            .Refuses(ProblemCode.NotFound, TeamRules.LastOwner, Preconditions.Failed)
            .WithExample(new { name = "Ana Novak", role = "admin" });
}
