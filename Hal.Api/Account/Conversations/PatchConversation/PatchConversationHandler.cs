using Hal.Api.Domain.Conversations;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Conversations.PatchConversation;

public sealed class PatchConversationHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchConversationCommand, Result<PatchConversationResponse>>
{
    public async Task<Result<PatchConversationResponse>> Handle(PatchConversationCommand request, CancellationToken cancellationToken)
    {
        var patch = new ConversationPatch(request.Status, request.SnoozedUntil, request.AssigneeId);
        var read = new SqlBatch()
            .Add(ConversationRow.ById, call.ProjectId.Value, ResourceId.Of(request.Id))
            .Add(ConversationPatch.IsMember, call.Member.AccountId, patch.Assignee);
        var (row, isMember) = await session.ReadAsync(
            read, async results => (await results.SingleOrDefaultAsync<ConversationRow>(), await results.SingleOrDefaultAsync<bool>()));
        if (row is null)
            return Problem.NotFound("conversation");

        var (before, now) = (row.ToAnswer(), time.UtcNow());
        var after = patch.Apply(before, isMember, now);
        if (!after.Succeeded)
            return after.Problem;

        if (after.Value != before)
        {
            var batch = new SqlBatch();
            ConversationPatch.Save(batch, call.ProjectId, before, after.Value, now);
            session.Enlist(batch);
        }

        outcome.Wrote(before.Id, before.Version, after.Value.Version);
        return new PatchConversationResponse(after.Value);
    }
}
