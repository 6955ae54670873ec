using Carter;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Team.CreateInvitation;

public sealed class CreateInvitationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountCreate<CreateInvitationCommand, CreateInvitationResponse>("team/invitations", isLocated: false)
            .WithTags("Team")
            .WithSummary("Invite somebody")
            .WithDescription(
                "Needs the role `admin`, and `owner` to offer the role `admin` or `owner`. The `token` is shown only here and is good for "
                    + "7 days; Hal sends no e-mail, so hand it\n"
                    + "over yourself. A second invitation to the same address replaces the first."
            )
            .Refuses(NewMember.EmailTaken)
            .WithExample(new { email = "bo@acme.example", role = "agent" });
}
