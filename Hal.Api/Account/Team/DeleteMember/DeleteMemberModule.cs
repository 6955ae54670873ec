using Carter;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Team.DeleteMember;

public sealed class DeleteMemberModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteMemberCommand, Nothing>(HttpMethods.Delete, "team/members/{id}", request => new DeleteMemberCommand
            {
                Id = request.RouteValues.Text("id"),
            })
            .WithTags("Team")
            .WithSummary("Remove a member")
            .WithDescription(
                """
                You may always remove yourself. To remove an agent you need the role `admin`, to remove an admin or owner the role `owner`.
                The last owner cannot leave. A removed member's tokens are refused at once.
                """
            )
            .Refuses(ProblemCode.NotFound, TeamRules.LastOwner, Preconditions.Failed);
}
