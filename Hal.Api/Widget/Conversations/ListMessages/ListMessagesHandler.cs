using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Conversations.ListMessages;

public sealed class ListMessagesHandler(WidgetCall call, Database database) : IRequestHandler<ListMessagesQuery, Result<ListMessagesResponse>>
{
    public async Task<Result<ListMessagesResponse>> Handle(ListMessagesQuery request, CancellationToken cancellationToken)
    {
        var (project, id, behind) = (call.ProjectId.Value, ResourceId.Of(request.Id), request.Behind);
        var batch = new SqlBatch()
            .Add(Visitor.Sql, project, request.VisitorId)
            .AddOwn(call.ProjectId, call.Proof, request.VisitorId!, id)
            .Add(MessageRow.VisiblePositionOf, project, id, behind)
            .Add(MessageRow.VisibleAfter, project, id, behind, request.Size + 1);
        var (visitor, conversation, position, rows) = await database.ReadAsync(batch, async results => (
            await results.SingleOrDefaultAsync<Visitor>(),
            await results.SingleOrDefaultAsync<ConversationRow>(),
            await results.SingleOrDefaultAsync<long?>(),
            await results.ListAsync<MessageRow>()));
        if (call.Proof.Refuse(visitor, request.NamesUser) is { } refused)
            return refused;

        if (visitor is null || conversation is null)
            return Problem.NotFound("conversation");

        if (behind is not null && position is null)
            return Problem.Invalid(request.After is null ? "cursor" : "after", "The conversation has no message with this id.");

        call.RecordVisitor(visitor.Id, isNew: false, visitor.ContactUserId);
        var page = rows.Take(request.Size).Select(row => row.ToVisitor()).ToList();
        return new ListMessagesResponse(page, rows.Count > page.Count ? page[^1].Id.ToString() : null);
    }
}
