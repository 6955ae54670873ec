using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Team.DeleteInvitation;

public sealed class DeleteInvitationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteInvitationCommand, Nothing>(
                HttpMethods.Delete,
                "team/invitations/{id}",
                request => new DeleteInvitationCommand { Id = request.RouteValues.Text("id") }
            )
            .WithTags("Team")
            .WithSummary("Take an invitation back")
            .WithDescription("Its token is refused from then on. Needs the role `admin`.")
            .Refuses(ProblemCode.NotFound);
}
