using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Conversations.ListConversations;

public sealed class ListConversationsHandler(WidgetCall call, Database database) : IRequestHandler<ListConversationsQuery, Result<ListConversationsResponse>>
{
    public async Task<Result<ListConversationsResponse>> Handle(ListConversationsQuery request, CancellationToken cancellationToken)
    {
        var (page, visitorId) = (request.Page, request.VisitorId!);
        var batch = new SqlBatch().Add(Visitor.Sql, call.ProjectId.Value, visitorId).AddOwnPage(call.ProjectId, call.Proof, visitorId, page.After.Id, page.Probe);
        var (visitor, rows) = await database.ReadAsync(
            batch, async results => (await results.SingleOrDefaultAsync<Visitor>(), await results.ListAsync<ConversationRow>()));
        if (call.Proof.Refuse(visitor, request.NamesUser) is { } refused)
            return refused;

        if (visitor is not null)
            call.RecordVisitor(visitor.Id, isNew: false, visitor.ContactUserId);

        var (conversations, next) = page.Cut(rows, row => Cursor.Of(row.Id));
        return new ListConversationsResponse([.. conversations.Select(c => c.ToVisitor())], next);
    }
}
