using Carter;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Widget;
using Hal.Api.Http;

namespace Hal.Api.Widget.Conversations.StartConversation;

public sealed class StartConversationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<StartConversationCommand, StartConversationResponse>("conversations", answer =>
                answer.Duplicate ? StatusCodes.Status200OK : StatusCodes.Status201Created
            )
            .Produces<StartConversationResponse>(StatusCodes.Status201Created)
            .WithName("widget_start_conversation")
            .WithTags("Conversations")
            .WithSummary("Begin a conversation")
            .WithDescription(
                """
                201 with the conversation and its first message. With a `client_message_id` that has started a conversation before, 200
                with that conversation and `duplicate: true`. A new visitor is created on the fly and needs no proof: the answer carries
                its `visitor_token`. A known visitor sends that token, or a valid `user_hash`.
                """
            )
            .Refuses(ConversationRules.ClientMessageIdReused)
            .WithExample(
                new
                {
                    project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                    visitor_id = "v-81f2",
                    content = "Hello, is anybody there?",
                    client_message_id = "m-1",
                }
            );
}
