using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Streams;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Conversations.SendTyping;

public sealed class SendTypingHandler(AccountCall call, Session session, Outcome outcome) : IRequestHandler<SendTypingCommand, Result<Nothing>>
{
    public async Task<Result<Nothing>> Handle(SendTypingCommand request, CancellationToken cancellationToken)
    {
        var id = ResourceId.Of(request.Id);
        if (!await session.ReadAsync(new SqlBatch().Add(ConversationRow.Exists, call.ProjectId.Value, id), results => results.SingleOrDefaultAsync<bool>()))
            return Problem.NotFound("conversation");

        var batch = new SqlBatch();
        StreamEvents.Typing(batch, call.ProjectId, id, MessageAuthor.Member, call.Member.Id);
        session.Enlist(batch);
        outcome.Wrote(id);
        return Nothing.Value;
    }
}
