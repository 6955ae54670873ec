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

public sealed class SendTypingHandler(WidgetCall call, Database database, LastSeen lastSeen)
    : IRequestHandler<SendTypingCommand, Result<SendTypingResponse>>
{
    public async Task<Result<SendTypingResponse>> Handle(SendTypingCommand request, CancellationToken cancellationToken)
    {
        var id = ResourceId.Of(request.Id);
        var read = new SqlRead();
        var visitor = read.One<Visitor>(Visitor.Sql, call.ProjectId.Value, request.VisitorId);
        var conversation = read.VisibleConversation(call.ProjectId, call.Proof, request.VisitorId!, id);
        await database.ReadAsync(read);
        if (call.Proof.Refuse(visitor.Value, request.NamesUser) is { } refused)
            return refused;

        if (visitor.Value is null || conversation.Value is null)
            return Problem.NotFound("conversation");

        var batch = new SqlBatch();
        StreamNotices.Typing(batch, call.ProjectId, id, MessageAuthor.Visitor, visitor.Value.Id);
        database.Enlist(batch);
        lastSeen.Note(call.ProjectId, visitor.Value.Id);
        call.RecordVisitor(visitor.Value.Id, isNew: false, visitor.Value.ContactUserId);
        return new SendTypingResponse(id);
    }
}
