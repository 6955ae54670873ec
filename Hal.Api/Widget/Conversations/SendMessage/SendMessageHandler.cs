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
        var (project, visitorId, id, clientId) = (call.ProjectId.Value, request.VisitorId!, ResourceId.Of(request.Id), CallerId.OrAbsent(request.ClientMessageId));
        var read = new SqlBatch()
            .Add(Visitor.Sql, project, visitorId)
            .AddOwn(call.ProjectId, call.Proof, visitorId, id)
            .Add(MessageRow.ByVisitorsClientId, project, visitorId, clientId);
        var (before, conversation, first) = await database.ReadAsync(read, async results => (
            await results.SingleOrDefaultAsync<Visitor>(), await results.SingleOrDefaultAsync<ConversationRow>(), await results.SingleOrDefaultAsync<MessageRow>()));
        if (call.Proof.Refuse(before, request.NamesUser) is { } refused)
            return refused;

        if (before is null || conversation is null)
            return Problem.NotFound("conversation");

        if (first is not null && first.ConversationId != id)
            return ConversationRules.Reused;

        var visitor = before.ProvenBy(call.Proof);
        var message = first?.ToVisitor() ?? await SendAsync(request, before, visitor, id, clientId);
        lastSeen.Note(call.ProjectId, visitor.Id);
        call.RecordVisitor(visitor.Id, isNew: false, visitor.ContactUserId);
        return new SendMessageResponse(message, first is not null);
    }

    private async Task<VisitorMessageAnswer> SendAsync(SendMessageCommand request, Visitor before, Visitor visitor, Guid conversation, string? clientId)
    {
        var now = time.UtcNow();
        var message = new NewMessage(conversation, new MessageAuthor(MessageAuthor.Visitor, visitor.Id, null), request.Content!, false, clientId, now);
        var batch = new SqlBatch();
        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, before, visitor, now);
        message.SendAsVisitor(batch, call.ProjectId, visitor, call.Proof);
        database.Enlist(batch);
        return message.ToVisitor();
    }
}
