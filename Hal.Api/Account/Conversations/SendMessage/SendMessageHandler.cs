using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Fields;
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
        var (project, id, member, clientId) = (
            call.ProjectId.Value,
            ResourceId.Of(request.Id),
            call.Member,
            CallerId.OrAbsent(request.ClientMessageId)
        );
        var read = new SqlRead();
        var exists = read.One<bool>(ConversationRow.Exists, project, id);
        var first = read.One<MessageRow>(MessageRow.ByClientId, project, member.Id, clientId);
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

        var author = new MessageAuthor(MessageAuthor.Member, member.Id, member.Name ?? member.Email);
        var message = new NewMessage(Ids.New(), id, author, request.Content!, request.Internal is true, clientId, time.UtcNow());
        var batch = new SqlBatch();
        message.Send(batch, call.ProjectId);
        database.Enlist(batch);
        // The conversation, which is what the audit and a person's erasure know.
        outcome.Wrote(id);
        return new SendMessageResponse(message.ToAnswer(), false);
    }
}
