using Carter;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Conversations.PatchConversation;

public sealed class PatchConversationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<PatchConversationCommand, PatchConversationResponse>(
                HttpMethods.Patch,
                "conversations/{id}",
                (command, route) => command with { Id = route.Text("id") }
            )
            .WithTags("Conversations")
            .WithSummary("Change a conversation's status or assignee")
            .WithDescription(
                "What is absent stays. A conversation is snoozed until an instant that is still to come; it opens by itself then, "
                    + "or when the visitor writes. The visitor's next message\nopens a resolved one, too."
            )
            .Refuses(ProblemCode.NotFound, ConversationRules.UnknownAssignee, Preconditions.Failed)
            .WithExample(
                new
                {
                    status = "snoozed",
                    snoozed_until = "2026-12-01T09:00:00.000Z",
                    assignee_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                }
            );
}
