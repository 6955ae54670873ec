using Hal.Api.Domain.Conversations;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Conversations.PatchConversation;

public sealed class PatchConversationHandler(V1Call call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchConversationCommand, Result<PatchConversationResponse>>
{
    public async Task<Result<PatchConversationResponse>> Handle(PatchConversationCommand request, CancellationToken cancellationToken)
    {
        var patch = new ConversationPatch(request.Status, request.SnoozedUntil, default);
        if (
            await database.ReadOneAsync<ConversationRow>(ConversationRow.ById, call.ProjectId.Value, ResourceId.Of(request.Id))
            is not { } row
        )
            return Problem.NotFound("conversation");

        var (before, now) = (row.ToAnswer(), time.UtcNow());
        var after = patch.Apply(before, assigneeIsMember: false, now);
        if (!after.Succeeded)
            return after.Problem;

        if (after.Value != before)
        {
            var batch = new SqlBatch();
            ConversationPatch.Save(batch, call.ProjectId, before, after.Value, now);
            database.Enlist(batch);
        }

        outcome.Wrote(before.Id, before.Version, after.Value.Version);
        return new PatchConversationResponse(after.Value.For(call.SeesContacts));
    }
}
