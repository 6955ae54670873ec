using Carter;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Widget.Conversations.ListMessages;

public sealed class ListMessagesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapVisitorRead<ListMessagesQuery, ListMessagesResponse>("conversations/{id}/messages")
            .WithName("widget_list_messages")
            .WithTags("Conversations")
            .WithSummary("Read a conversation's messages")
            .WithDescription("The oldest first. Ask `after` the last one you have, as often as you like: none that comes later is missed.")
            .Refuses(ProblemCode.NotFound);
}
