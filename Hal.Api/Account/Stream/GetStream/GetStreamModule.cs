using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Stream.GetStream;

public sealed class GetStreamModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountStream<GetStreamQuery, GetStreamEvents>("stream")
            .WithTags("Stream")
            .WithSummary("Listen to what happens in a project")
            .WithDescription(
                """
                Server-sent events, as long as the connection is open: `new_message`, `conversation_updated`, `typing` and
                `company_updated`, with JSON as their data. An event shows a row as it is when the event is sent, so after several quick
                changes the same state may come more than once.

                **Reconnecting.** Send the last id as `Last-Event-ID`, and nothing is missed and nothing comes twice, whichever instance
                answers. Events are kept for a day; if yours are no longer there, `reset` comes first: load again what you show. The first
                block has an id but no event, so remember the ids of blocks without data, too.

                **How it ends.** The stream ends with the access token, after an hour, when the member, the session or the project is gone,
                when the service stops, and for a reader that is too slow. Reconnect after `retry`. A comment comes whenever there has been
                nothing else for a while; if no comment comes either, the connection is dead.
                """
            );
}
