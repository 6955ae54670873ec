using Carter;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Conversations.SendMessage;

public sealed class SendMessageModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountCreate<SendMessageCommand, SendMessageResponse>("conversations/{id}/messages", isLocated: false, (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .Produces<SendMessageResponse>(StatusCodes.Status200OK)
            .WithTags("Conversations")
            .WithSummary("Write to the visitor, or a note among members")
            .WithDescription(
                "201 with the message. With a `client_message_id` that you have sent to this conversation before, 200 with the first "
                    + "message and `duplicate: true`. An `internal` one is a note\n"
                    + "that no visitor ever sees. Writing changes neither status nor assignee."
            )
            .Refuses(ProblemCode.NotFound, ConversationRules.ClientMessageIdReused)
            .WithExample(
                new
                {
                    content = "Hello Ana, how can I help?",
                    @internal = false,
                    client_message_id = "m-1",
                }
            );
}
