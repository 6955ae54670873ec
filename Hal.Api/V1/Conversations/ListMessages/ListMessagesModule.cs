using Carter;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.V1.Conversations.ListMessages;

public sealed class ListMessagesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Read<ListMessagesQuery, ListMessagesResponse>("conversations/{id}/messages")
            .WithTags("Conversations")
            .WithSummary("List a conversation's messages")
            .WithDescription("The newest first, notes among members included. However many there are, the cursor reaches each of them.")
            .Refuses(ProblemCode.NotFound);
}
