using Hal.Api.Background;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Conversations.SendMessage;

public sealed class SendMessageHandler(WidgetCall call, Database database, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<SendMessageCommand, Result<SendMessageResponse>>
{
    public async Task<Result<SendMessageResponse>> Handle(SendMessageCommand request, CancellationToken cancellationToken)
    {
        var (project, visitorId, id, clientId) = (
            call.ProjectId.Value,
            request.VisitorId!,
            ResourceId.Of(request.Id),
            CallerId.OrAbsent(request.ClientMessageId)
        );
        var read = new SqlRead();
        var before = read.One<Visitor>(Visitor.Sql, project, visitorId);
        var conversation = read.VisibleConversation(call.ProjectId, call.Proof, visitorId, id);
        var first = read.One<MessageRow>(MessageRow.ByVisitorsClientId, project, visitorId, clientId);
        await database.ReadAsync(read);
        if (call.Proof.Refuse(before.Value, request.NamesUser) is { } refused)
            return refused;

        if (before.Value is null || conversation.Value is null)
            return Problem.NotFound("conversation");

        if (first.Value is not null && first.Value.ConversationId != id)
            return ConversationRules.Reused;

        var visitor = before.Value.ProvenBy(call.Proof);
        var message = first.Value?.ToVisitor() ?? await SendAsync(request, before.Value, visitor, id, clientId);
        lastSeen.Note(call.ProjectId, visitor.Id);
        call.RecordVisitor(visitor.Id, isNew: false, visitor.ContactUserId);
        return new SendMessageResponse(message, first.Value is not null);
    }

    private async Task<VisitorMessageAnswer> SendAsync(
        SendMessageCommand request,
        Visitor before,
        Visitor visitor,
        Guid conversation,
        string? clientId
    )
    {
        var now = time.UtcNow();
        var message = new NewMessage(
            Ids.New(),
            conversation,
            new MessageAuthor(MessageAuthor.Visitor, visitor.Id, null),
            request.Content!,
            false,
            clientId,
            now
        );
        var batch = new SqlBatch();
        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, before, visitor, now);
        message.SendAsVisitor(batch, call.ProjectId, visitor, call.Proof);
        database.Enlist(batch);
        return message.ToVisitor();
    }
}
