using Carter;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Widget.Conversations.SendMessage;

public sealed class SendMessageModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<SendMessageCommand, SendMessageResponse>(
                "conversations/{id}/messages",
                answer => answer.Duplicate ? StatusCodes.Status200OK : StatusCodes.Status201Created,
                (command, route) => command with { Id = route.Text("id") }
            )
            .Produces<SendMessageResponse>(StatusCodes.Status201Created)
            .WithName("widget_send_message")
            .WithTags("Conversations")
            .WithSummary("Write in a conversation")
            .WithDescription(
                """
                201 with the message. With a `client_message_id` that you have sent to this conversation before, 200 with the first
                message and `duplicate: true`. Writing opens a conversation that was resolved.
                """
            )
            .Refuses(ProblemCode.NotFound, ConversationRules.ClientMessageIdReused)
            .WithExample(
                new
                {
                    project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                    visitor_id = "v-81f2",
                    content = "It is about my invoice.",
                    client_message_id = "m-2",
                }
            );
}
