using Carter;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;

namespace Hal.Api.V1.Conversations.GetConversation;

public sealed class GetConversationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapV1Read<GetConversationQuery, GetConversationResponse>("conversations/{id}")
        .ShowsVersion()
        .WithTags("Conversations")
        .WithSummary("Read a conversation")
        .WithDescription("With its newest message; `unread_count` is how many of the visitor's messages no member has read.")
        .Refuses(ProblemCode.NotFound);
}
