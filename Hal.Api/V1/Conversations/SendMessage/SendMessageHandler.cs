using Hal.Api.Domain.Conversations;
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
        var (id, read) = (ResourceId.Of(request.Id), new SqlRead());
        var sending = MessageSending.Read(read, call.ProjectId, id, call.Key.Id, request.ClientMessageId);
        var name = read.One<string>(KeyName, call.ProjectId.Value, call.Key.Id);
        await database.ReadAsync(read);
        var author = new MessageAuthor(MessageAuthor.ApiKey, call.Key.Id, name.Value);
        var sent = sending.Decide(Ids.New(), author, request.Content!, request.Internal is true, time.UtcNow());
        if (!sent.Succeeded)
            return sent.Problem;

        database.Enlist(sent.Value.Batch);
        // The target is the conversation: the audit log and the erasure of a person know conversations, not messages.
        if (sent.Value.IsDuplicate)
            outcome.Repeated(id);
        else
            outcome.Wrote(id);

        return new SendMessageResponse(sent.Value.Message, sent.Value.IsDuplicate);
    }
}
