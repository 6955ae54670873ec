using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Notices;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Conversations.SendTyping;

public sealed class SendTypingHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<SendTypingCommand, Result<Nothing>>
{
    public async Task<Result<Nothing>> Handle(SendTypingCommand request, CancellationToken cancellationToken)
    {
        var id = ResourceId.Of(request.Id);
        if (!await database.ReadOneAsync<bool>(ConversationRow.Exists, call.ProjectId.Value, id))
            return Problem.NotFound("conversation");

        var batch = new SqlBatch();
        StreamNotices.Typing(batch, call.ProjectId, id, MessageAuthor.Member, call.Member.Id);
        database.Enlist(batch);
        outcome.Wrote(id);
        return Nothing.Value;
    }
}
