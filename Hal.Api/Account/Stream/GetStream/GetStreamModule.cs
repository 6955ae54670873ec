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
                Server-sent events, for as long as the connection holds: `new_message`, `conversation_updated`, `typing` and `company_updated`, with JSON as their data. Rows are told as
                they are when they are told, so after several quick changes the same state may come more than once.

                **Coming back.** Send the last id as `Last-Event-ID`, and nothing is missed and nothing comes twice, whichever instance answers. What happened is kept for a day; where it is
                not there any more, `reset` comes first: load what you show anew. The first block has an id but no event, so remember ids also of blocks without data.

                **How it ends.** With the access token, after an hour, when the member, the session or the project is gone, when the service stops, and for a reader that is too slow. Come back
                after `retry`. A comment comes whenever there has been nothing else for a while; if even that stays away, the connection is dead.
                """
            );
}
