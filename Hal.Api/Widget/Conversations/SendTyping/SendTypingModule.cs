using Carter;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Widget.Conversations.SendTyping;

public sealed class SendTypingModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<SendTypingCommand, SendTypingResponse>("conversations/{id}/typing", bind: (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithName("widget_send_typing")
            .WithTags("Conversations")
            .WithSummary("Say that you are typing")
            .WithDescription("Sent to everyone who is listening to the stream at this moment. Not stored.")
            .Refuses(ProblemCode.NotFound)
            .WithExample(new { project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11", visitor_id = "v-81f2" });
}
