using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Conversations.ReadConversation;

public sealed class ReadConversationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<ReadConversationCommand, Nothing>(
                HttpMethods.Post,
                "conversations/{id}/read",
                request => new ReadConversationCommand(request.RouteValues.Text("id"))
            )
            .WithTags("Conversations")
            .WithSummary("Say that a conversation was read")
            .WithDescription("Sets `unread_count` to 0, for all members.")
            .Refuses(ProblemCode.NotFound);
}
