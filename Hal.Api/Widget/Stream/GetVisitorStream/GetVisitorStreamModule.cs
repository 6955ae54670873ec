using Carter;
using Hal.Api.Families.Widget;

namespace Hal.Api.Widget.Stream.GetVisitorStream;

public sealed class GetVisitorStreamModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetStream<GetVisitorStreamQuery, GetVisitorStreamEvents>("stream")
            .WithName("widget_get_visitor_stream")
            .WithTags("Stream")
            .WithSummary("Listen to what happens in a visitor's conversations")
            .WithDescription(
                """
                Server-sent events, for as long as the connection holds: `message`, `conversation_updated` and `typing`, with JSON as
                their data. Only events of the visitor's own conversations, and never an internal note of members.

                **Coming back.** Send the last id as `Last-Event-ID`. No event is then missed or repeated, whichever instance answers.
                Events are kept for a day. If they are gone, `reset` comes first: load again what you show. The first block has an id but
                no event, so remember the ids of blocks without data, too.

                **How it ends.** After an hour, when the visitor becomes another person or is deleted, when the service stops, and when a
                client reads too slowly. Reconnect after `retry`. A comment is sent whenever nothing else was for a while; if no comment
                arrives, the connection is dead.
                """
            );
}
