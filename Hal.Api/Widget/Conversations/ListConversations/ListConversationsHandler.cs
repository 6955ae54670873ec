using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Conversations.ListConversations;

public sealed class ListConversationsHandler(WidgetCall call, Database database)
    : IRequestHandler<ListConversationsQuery, Result<ListConversationsResponse>>
{
    public async Task<Result<ListConversationsResponse>> Handle(ListConversationsQuery request, CancellationToken cancellationToken)
    {
        var (page, visitorId) = (request.Page, request.VisitorId!);
        var read = new SqlRead();
        var visitor = read.One<Visitor>(Visitor.Sql, call.ProjectId.Value, visitorId);
        var rows = read.VisibleConversations(call.ProjectId, call.Proof, visitorId, page);
        await database.ReadAsync(read);
        if (call.Proof.Refuse(visitor.Value, request.NamesUser) is { } refused)
            return refused;

        if (visitor.Value is not null)
            call.RecordVisitor(visitor.Value.Id, isNew: false, visitor.Value.ContactUserId);

        var (conversations, next) = page.Cut(rows.Value, row => Cursor.Of(row.Id));
        return new ListConversationsResponse([.. conversations.Select(c => c.ToVisitor())], next);
    }
}
