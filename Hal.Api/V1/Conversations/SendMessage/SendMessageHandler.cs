using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Fields;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Conversations.SendMessage;

public sealed class SendMessageHandler(V1Call call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<SendMessageCommand, Result<SendMessageResponse>>
{
    private const string KeyName = "select name from api_keys where project_id = $1 and id = $2";

    public async Task<Result<SendMessageResponse>> Handle(SendMessageCommand request, CancellationToken cancellationToken)
    {
        var (project, id, key, clientId) = (
            call.ProjectId.Value,
            ResourceId.Of(request.Id),
            call.Key,
            CallerId.OrAbsent(request.ClientMessageId)
        );
        var read = new SqlRead();
        var exists = read.One<bool>(ConversationRow.Exists, project, id);
        var first = read.One<MessageRow>(MessageRow.ByClientId, project, key.Id, clientId);
        var caller = read.One<KeyRow>(KeyName, project, key.Id);
        await database.ReadAsync(read);
        if (!exists.Value)
            return Problem.NotFound("conversation");

        if (first.Value is not null && first.Value.ConversationId != id)
            return ConversationRules.Reused;

        if (first.Value is not null)
        {
            outcome.Repeated(id);
            return new SendMessageResponse(first.Value.ToAnswer(), true);
        }

        var author = new MessageAuthor(MessageAuthor.ApiKey, key.Id, caller.Value?.Name);
        var message = new NewMessage(Ids.New(), id, author, request.Content!, request.Internal is true, clientId, time.UtcNow());
        var batch = new SqlBatch();
        message.Send(batch, call.ProjectId);
        database.Enlist(batch);
        // The conversation, which is what the audit and a person's erasure know.
        outcome.Wrote(id);
        return new SendMessageResponse(message.ToAnswer(), false);
    }

    private sealed record KeyRow(string Name);
}
