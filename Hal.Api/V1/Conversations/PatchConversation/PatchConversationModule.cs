using Carter;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.V1.Conversations.PatchConversation;

public sealed class PatchConversationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Write<PatchConversationCommand, PatchConversationResponse>(HttpMethods.Patch, "conversations/{id}", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Conversations")
            .WithSummary("Change a conversation's status")
            .WithDescription(
                """
                What is absent stays. A conversation is snoozed until an instant that is still to come; it opens by itself then, or when the
                visitor writes. The visitor's next message opens a resolved one, too. Only members assign conversations.
                """
            )
            .Refuses(ProblemCode.NotFound, Preconditions.Failed)
            .WithExample(new { status = "snoozed", snoozed_until = "2026-12-01T09:00:00.000Z" });
}
