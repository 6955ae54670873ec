using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Conversations.ListConversations;

public sealed class ListConversationsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListConversationsQuery, ListConversationsResponse>("conversations")
            .WithTags("Conversations")
            .WithSummary("List conversations")
            .WithDescription("The newest first, or with `order=recent` by their newest message. Each shows its newest message.");
}
