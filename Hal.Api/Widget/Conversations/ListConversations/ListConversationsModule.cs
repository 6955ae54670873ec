using Carter;
using Hal.Api.Families.Widget;

namespace Hal.Api.Widget.Conversations.ListConversations;

public sealed class ListConversationsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapVisitorRead<ListConversationsQuery, ListConversationsResponse>("conversations")
            .WithName("widget_list_conversations")
            .WithTags("Conversations")
            .WithSummary("List your conversations")
            .WithDescription(
                "The newest first, each with its newest message. On a shared device, conversations of a former person are not listed."
            );
}
