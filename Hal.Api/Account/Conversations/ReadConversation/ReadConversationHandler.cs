using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Conversations.ReadConversation;

public sealed class ReadConversationHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<ReadConversationCommand, Result<Nothing>>
{
    private const string Unread = "select unread_by_members as count, version from conversations where project_id = $1 and id = $2";

    public async Task<Result<Nothing>> Handle(ReadConversationCommand request, CancellationToken cancellationToken)
    {
        var id = ResourceId.Of(request.Id);
        if (await database.ReadOneAsync<Row>(Unread, call.ProjectId.Value, id) is not { } row)
            return Problem.NotFound("conversation");

        if (row.Count > 0)
        {
            var batch = new SqlBatch();
            ConversationReads.Member(batch, call.ProjectId, id, row.Version, time.UtcNow());
            database.Enlist(batch);
        }

        outcome.Wrote(id);
        return Nothing.Value;
    }

    private sealed record Row(int Count, long Version);
}
