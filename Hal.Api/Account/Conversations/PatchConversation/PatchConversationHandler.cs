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
        var row = read.One<ConversationRow>(ConversationRow.ById, call.ProjectId.Value, ResourceId.Of(request.Id));
        var isMember = read.One<bool>(ConversationPatch.IsMember, call.Member.AccountId, patch.Assignee);
        await database.ReadAsync(read);
        if (row.Value is null)
            return Problem.NotFound("conversation");

        var (before, now) = (row.Value.ToAnswer(), time.UtcNow());
        var after = patch.Apply(before, isMember.Value, now);
        if (!after.Succeeded)
            return after.Problem;

        if (after.Value != before)
        {
            var batch = new SqlBatch();
            ConversationPatch.Save(batch, call.ProjectId, before, after.Value, now);
            database.Enlist(batch);
        }

        outcome.Wrote(before.Id, before.Version, after.Value.Version);
        return new PatchConversationResponse(after.Value);
    }
}
