using Carter;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Widget.Conversations.ReadConversation;

public sealed class ReadConversationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<ReadConversationCommand, ReadConversationResponse>("conversations/{id}/read", bind: (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithName("widget_read_conversation")
            .WithTags("Conversations")
            .WithSummary("Say that you have read a conversation")
            .WithDescription("Sets its `unread_count` to 0.")
            .Refuses(ProblemCode.NotFound)
            .WithExample(new { project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11", visitor_id = "v-81f2" });
}
