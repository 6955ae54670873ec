using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Conversations.SendTyping;

public sealed class SendTypingModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<SendTypingCommand, Nothing>(HttpMethods.Post, "conversations/{id}/typing", request => new SendTypingCommand(
                request.RouteValues.Text("id")
            ))
            .WithTags("Conversations")
            .WithSummary("Say that you are typing")
            .WithDescription("Sent to those who listen to the stream at this moment, and not stored.")
            .Refuses(ProblemCode.NotFound);
}
