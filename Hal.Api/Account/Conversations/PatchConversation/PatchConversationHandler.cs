using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Conversations.PatchConversation;

public sealed class PatchConversationHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchConversationCommand, Result<PatchConversationResponse>>
{
    public async Task<Result<PatchConversationResponse>> Handle(PatchConversationCommand request, CancellationToken cancellationToken)
    {
        var patch = new ConversationPatch(request.Status, request.SnoozedUntil, request.AssigneeId);
        var read = new SqlRead();
        var update = ConversationUpdate.Read(read, call.Project, ResourceId.Of(request.Id), patch);
        await database.ReadAsync(read);
        var change = update.Decide(time.UtcNow());
        if (!change.Succeeded)
            return change.Problem;

        var conversation = change.Value.Conversation;
        database.Enlist(change.Value.Batch);
        outcome.Wrote(conversation.Id, change.Value.ReadVersion, conversation.Version);
        return new PatchConversationResponse(conversation);
    }
}
