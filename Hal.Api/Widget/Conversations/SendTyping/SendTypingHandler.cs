using Hal.Api.Background;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Notices;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Conversations.SendTyping;

public sealed class SendTypingHandler(WidgetCall call, Database database, LastSeen lastSeen) : IRequestHandler<SendTypingCommand, Result<SendTypingResponse>>
{
    public async Task<Result<SendTypingResponse>> Handle(SendTypingCommand request, CancellationToken cancellationToken)
    {
        var id = ResourceId.Of(request.Id);
        var read = new SqlBatch().Add(Visitor.Sql, call.ProjectId.Value, request.VisitorId).AddOwn(call.ProjectId, call.Proof, request.VisitorId!, id);
        var (visitor, conversation) = await database.ReadAsync(
            read, async results => (await results.SingleOrDefaultAsync<Visitor>(), await results.SingleOrDefaultAsync<ConversationRow>()));
        if (call.Proof.Refuse(visitor, request.NamesUser) is { } refused)
            return refused;

        if (visitor is null || conversation is null)
            return Problem.NotFound("conversation");

        var batch = new SqlBatch();
        StreamNotices.Typing(batch, call.ProjectId, id, MessageAuthor.Visitor, visitor.Id);
        database.Enlist(batch);
        lastSeen.Note(call.ProjectId, visitor.Id);
        call.RecordVisitor(visitor.Id, isNew: false, visitor.ContactUserId);
        return new SendTypingResponse(id);
    }
}
