using Carter;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.V1.Conversations.GetConversation;

public sealed class GetConversationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Read<GetConversationQuery, GetConversationResponse>("conversations/{id}")
            .ShowsVersion()
            .WithTags("Conversations")
            .WithSummary("Read a conversation")
            .WithDescription("With its newest message; `unread_count` is how many of the visitor's messages no member has read.")
            .Refuses(ProblemCode.NotFound);
}
