using Hal.Api.Background;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Conversations.StartConversation;

public sealed class StartConversationHandler(WidgetCall call, Database database, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<StartConversationCommand, Result<StartConversationResponse>>
{
    public async Task<Result<StartConversationResponse>> Handle(StartConversationCommand request, CancellationToken cancellationToken)
    {
        var (project, visitorId, clientId) = (call.ProjectId.Value, request.VisitorId!, CallerId.OrAbsent(request.ClientMessageId));
        var read = new SqlBatch().Add(Visitor.Sql, project, visitorId).Add(MessageRow.ByVisitorsClientId, project, visitorId, clientId);
        var (before, first) = await database.ReadAsync(
            read, async results => (await results.SingleOrDefaultAsync<Visitor>(), await results.SingleOrDefaultAsync<MessageRow>()));
        if (call.Proof.Refuse(before, request.NamesUser, mayBegin: true) is { } refused)
            return refused;

        var visitor = (before ?? Visitor.New()).ProvenBy(call.Proof);
        if (first is not null)
            return await RepeatAsync(visitorId, visitor, first);

        var now = time.UtcNow();
        var message = new NewMessage(Ids.New(), new MessageAuthor(MessageAuthor.Visitor, visitor.Id, null), request.Content!, false, clientId, now);
        var batch = new SqlBatch();
        VisitorWrites.Save(batch, call.ProjectId, visitorId, before, visitor, now);
        message.Start(batch, call.ProjectId, visitor, call.Proof);
        database.Enlist(batch);

        Meet(visitor, before is null);
        var answer = message.ToVisitor();
        return new StartConversationResponse(new VisitorConversationAnswer(message.ConversationId, ConversationStatus.Open, answer, 0, now, now), answer, false);
    }

    // Only what the visitor began itself, and may still see: one that it wrote as somebody else is as good as another's.
    private async Task<Result<StartConversationResponse>> RepeatAsync(string visitorId, Visitor visitor, MessageRow first)
    {
        var read = new SqlBatch().AddOwn(call.ProjectId, call.Proof, visitorId, first.ConversationId);
        var conversation = first.Position == 1 ? await database.ReadAsync(read, results => results.SingleOrDefaultAsync<ConversationRow>()) : null;
        if (conversation is null)
            return ConversationRules.Reused;

        Meet(visitor, isNew: false);
        return new StartConversationResponse(conversation.ToVisitor(), first.ToVisitor(), true);
    }

    private void Meet(Visitor visitor, bool isNew)
    {
        lastSeen.Note(call.ProjectId, visitor.Id);
        call.RecordVisitor(visitor.Id, isNew, visitor.ContactUserId);
    }
}
