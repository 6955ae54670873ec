using Carter;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Open;
using Hal.Api.Http;

namespace Hal.Api.Account.Team.AcceptInvitation;

public sealed class AcceptInvitationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapOpenCreate<AcceptInvitationCommand, AcceptInvitationResponse>("team/invitations/accept")
            .WithTags("Team")
            .WithSummary("Accept an invitation")
            .WithDescription("Makes you a member of the workspace with the role that was offered, and signs you in. Works once.")
            .Refuses(Invitation.Invalid, NewMember.EmailTaken)
            .WithExample(
                new
                {
                    token = "iVZbYxJm3mO2cJc8bWq0nN1a5mS0D5yQJ1yT0l7xk9E",
                    password = "correct horse battery",
                    name = "Bo Berg",
                }
            );
}
