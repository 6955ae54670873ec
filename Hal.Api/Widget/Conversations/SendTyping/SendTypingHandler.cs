using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Streams;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Widget.Conversations.SendTyping;

public sealed class SendTypingHandler(WidgetCall call, Session session, LastSeen lastSeen) : IRequestHandler<SendTypingCommand, Result<SendTypingResponse>>
{
    public async Task<Result<SendTypingResponse>> Handle(SendTypingCommand request, CancellationToken cancellationToken)
    {
        var id = ResourceId.Of(request.Id);
        var read = new SqlBatch().Add(Visitor.Sql, call.ProjectId.Value, request.VisitorId).AddOwn(call, request.VisitorId!, id);
        var (visitor, conversation) = await session.ReadFactsAsync(
            call.Project, read, async results => (await results.SingleOrDefaultAsync<Visitor>(), await results.SingleOrDefaultAsync<ConversationRow>()));
        if (call.Refuse(visitor, request.NamesUser) is { } refused)
            return refused;

        if (visitor is null || conversation is null)
            return Problem.NotFound("conversation");

        var batch = new SqlBatch();
        StreamEvents.Typing(batch, call.ProjectId, id, MessageAuthor.Visitor, visitor.Id);
        await session.WriteAsync(call.ProjectId, batch);
        lastSeen.Note(call.ProjectId, visitor.Id);
        call.Meet(visitor.Id, isNew: false, visitor.ContactUserId);
        return new SendTypingResponse(id);
    }
}
