using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Conversations.GetConversation;

public sealed class GetConversationHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<GetConversationQuery, Result<GetConversationResponse>>
{
    public async Task<Result<GetConversationResponse>> Handle(GetConversationQuery request, CancellationToken cancellationToken)
    {
        if (
            await database.ReadOneAsync<ConversationRow>(ConversationRow.ById, call.ProjectId.Value, ResourceId.Of(request.Id))
            is not { } row
        )
            return Problem.NotFound("conversation");

        outcome.Shows(row.Version);
        return new GetConversationResponse(row.ToAnswer());
    }
}
