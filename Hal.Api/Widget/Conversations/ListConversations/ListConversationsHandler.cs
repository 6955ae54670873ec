using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Widget.Conversations.ListConversations;

public sealed class ListConversationsHandler(WidgetCall call, Session session) : IRequestHandler<ListConversationsQuery, Result<ListConversationsResponse>>
{
    public async Task<Result<ListConversationsResponse>> Handle(ListConversationsQuery request, CancellationToken cancellationToken)
    {
        var (page, visitorId) = (request.Page, request.VisitorId!);
        var batch = new SqlBatch().Add(Visitor.Sql, call.ProjectId.Value, visitorId).AddOwnPage(call, visitorId, page.After.Id, page.Probe);
        var (visitor, rows) = await session.ReadFactsAsync(
            call.Project, batch, async results => (await results.SingleOrDefaultAsync<Visitor>(), await results.ListAsync<ConversationRow>()));
        if (call.Refuse(visitor, request.NamesUser) is { } refused)
            return refused;

        if (visitor is not null)
            call.Meet(visitor.Id, isNew: false, visitor.ContactUserId);

        var (conversations, next) = page.Cut(rows, row => Cursor.Of(row.Id));
        return new ListConversationsResponse([.. conversations.Select(c => c.ToVisitor())], next);
    }
}
