using Hal.Api.Domain.Conversations;
using Hal.Api.Families.V1;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Conversations.ListMessages;

public sealed class ListMessagesHandler(V1Call call, Database database) : IRequestHandler<ListMessagesQuery, Result<ListMessagesResponse>>
{
    public async Task<Result<ListMessagesResponse>> Handle(ListMessagesQuery request, CancellationToken cancellationToken)
    {
        var (project, id, after) = (call.ProjectId.Value, ResourceId.Of(request.Id), request.Page.After.Id);
        var batch = new SqlBatch()
            .Add(ConversationRow.Exists, project, id)
            .Add(MessageRow.PositionOf, project, id, after)
            .Add(MessageRow.NewestFirst, project, id, after, request.Page.Probe);
        var (exists, position, rows) = await database.ReadAsync(batch, async results => (
            await results.SingleOrDefaultAsync<bool>(), await results.SingleOrDefaultAsync<long?>(), await results.ListAsync<MessageRow>()));
        if (!exists)
            return Problem.NotFound("conversation");

        if (request.Cursor is not null && position is null)
            return Problem.Invalid("cursor", "This has to be the next_cursor of a page before.");

        var (messages, next) = request.Page.Cut(rows, message => Cursor.Of(message.Id));
        return new ListMessagesResponse([.. messages.Select(m => m.ToAnswer().For(call.SeesContacts))], next);
    }
}
