using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Conversations.SendMessage;

public sealed class SendMessageHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<SendMessageCommand, Result<SendMessageResponse>>
{
    public async Task<Result<SendMessageResponse>> Handle(SendMessageCommand request, CancellationToken cancellationToken)
    {
        var (id, read) = (ResourceId.Of(request.Id), new SqlRead());
        var sending = MessageSending.Read(read, call.ProjectId, id, call.Member.Id, request.ClientMessageId);
        await database.ReadAsync(read);
        var author = new MessageAuthor(MessageAuthor.Member, call.Member.Id, call.Member.Name ?? call.Member.Email);
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
