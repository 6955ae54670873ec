using Carter;
using Hal.Api.Families.V1;

namespace Hal.Api.V1.Conversations.ListConversations;

public sealed class ListConversationsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Read<ListConversationsQuery, ListConversationsResponse>("conversations")
            .WithTags("Conversations")
            .WithSummary("List conversations")
            .WithDescription(
                "The newest first, or with `order=recent` by their newest message. Each shows its newest message. "
                    + "The names of visitors, and `search`, which also looks at people, need the scope contacts:read as well."
            );
}
