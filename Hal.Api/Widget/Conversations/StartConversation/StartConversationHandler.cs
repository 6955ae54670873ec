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
        var read = new SqlRead();
        var before = read.One<Visitor>(Visitor.Sql, project, visitorId);
        var first = read.One<MessageRow>(MessageRow.ByVisitorsClientId, project, visitorId, clientId);
        await database.ReadAsync(read);
        if (call.Proof.Refuse(before.Value, request.NamesUser, mayBegin: true) is { } refused)
            return refused;

        var visitor = (before.Value ?? Visitor.New(Ids.New())).ProvenBy(call.Proof);
        if (first.Value is not null)
            return await RepeatAsync(visitorId, visitor, first.Value);

        var now = time.UtcNow();
        var message = new NewMessage(
            Ids.New(),
            Ids.New(),
            new MessageAuthor(MessageAuthor.Visitor, visitor.Id, null),
            request.Content!,
            false,
            clientId,
            now
        );
        var batch = new SqlBatch();
        VisitorWrites.Save(batch, call.ProjectId, visitorId, before.Value, visitor, now);
        message.Start(batch, call.ProjectId, visitor, call.Proof);
        database.Enlist(batch);

        Record(visitor, before.Value is null);
        var answer = message.ToVisitor();
        return new StartConversationResponse(
            new VisitorConversationAnswer(message.ConversationId, ConversationStatus.Open, answer, 0, now, now),
            answer,
            false
        );
    }

    // Only a conversation that the visitor started and may still see. One that it started as another person is not returned.
    private async Task<Result<StartConversationResponse>> RepeatAsync(string visitorId, Visitor visitor, MessageRow first)
    {
        if (first.Position != 1)
            return ConversationRules.Reused;

        var read = new SqlRead();
        var visible = read.VisibleConversation(call.ProjectId, call.Proof, visitorId, first.ConversationId);
        await database.ReadAsync(read);
        if (visible.Value is not { } conversation)
            return ConversationRules.Reused;

        Record(visitor, isNew: false);
        return new StartConversationResponse(conversation.ToVisitor(), first.ToVisitor(), true);
    }

    private void Record(Visitor visitor, bool isNew)
    {
        lastSeen.Note(call.ProjectId, visitor.Id);
        call.RecordVisitor(visitor.Id, isNew, visitor.ContactUserId);
    }
}
