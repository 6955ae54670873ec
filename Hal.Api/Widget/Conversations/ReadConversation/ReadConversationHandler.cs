using Hal.Api.Background;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Conversations.ReadConversation;

public sealed class ReadConversationHandler(WidgetCall call, Database database, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<ReadConversationCommand, Result<ReadConversationResponse>>
{
    public async Task<Result<ReadConversationResponse>> Handle(ReadConversationCommand request, CancellationToken cancellationToken)
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

        if (conversation.Value.UnreadByVisitor > 0)
        {
            var batch = new SqlBatch();
            ConversationReads.Visitor(batch, call.ProjectId, id, conversation.Value.Version, time.UtcNow());
            database.Enlist(batch);
        }

        lastSeen.Note(call.ProjectId, visitor.Value.Id);
        call.RecordVisitor(visitor.Value.Id, isNew: false, visitor.Value.ContactUserId);
        return new ReadConversationResponse(conversation.Value.ToVisitor() with { UnreadCount = 0 });
    }
}
