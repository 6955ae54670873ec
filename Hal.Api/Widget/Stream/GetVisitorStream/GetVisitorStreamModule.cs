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
                Server-sent events, for as long as the connection holds: `message`, `conversation_updated` and `typing`, with JSON as their data. The visitor's own conversations only, and
                never a note that members leave each other.

                **Coming back.** Send the last id as `Last-Event-ID`, and nothing is missed and nothing comes twice, whichever instance answers. What happened is kept for a day; where it is
                not there any more, `reset` comes first: load what you show anew. The first block has an id but no event, so remember ids also of blocks without data.

                **How it ends.** After an hour, when the visitor has become somebody else or is gone, when the service stops, and for a reader that is too slow. Come back after `retry`. A comment
                comes whenever there has been nothing else for a while; if even that stays away, the connection is dead.
                """
            );
}
