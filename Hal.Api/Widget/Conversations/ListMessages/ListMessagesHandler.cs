using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Conversations.ListMessages;

public sealed class ListMessagesHandler(WidgetCall call, Database database)
    : IRequestHandler<ListMessagesQuery, Result<ListMessagesResponse>>
{
    public async Task<Result<ListMessagesResponse>> Handle(ListMessagesQuery request, CancellationToken cancellationToken)
    {
        var (project, id, behind) = (call.ProjectId.Value, ResourceId.Of(request.Id), request.Behind);
        var read = new SqlRead();
        var visitor = read.One<Visitor>(Visitor.Sql, project, request.VisitorId);
        var conversation = read.VisibleConversation(call.ProjectId, call.Proof, request.VisitorId!, id);
        var position = read.One<long?>(MessageRow.VisiblePositionOf, project, id, behind);
        var rows = read.List<MessageRow>(MessageRow.VisibleAfter, project, id, behind, request.Size + 1);
        await database.ReadAsync(read);
        if (call.Proof.Refuse(visitor.Value, request.NamesUser) is { } refused)
            return refused;

        if (visitor.Value is null || conversation.Value is null)
            return Problem.NotFound("conversation");

        if (behind is not null && position.Value is null)
            return Problem.Invalid(request.After is null ? "cursor" : "after", "The conversation has no message with this id.");

        call.RecordVisitor(visitor.Value.Id, isNew: false, visitor.Value.ContactUserId);
        var page = rows.Value.Take(request.Size).Select(row => row.ToVisitor()).ToList();
        return new ListMessagesResponse(page, rows.Value.Count > page.Count ? page[^1].Id.ToString() : null);
    }
}
