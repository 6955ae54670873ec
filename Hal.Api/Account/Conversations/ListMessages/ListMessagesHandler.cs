using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Conversations.ListMessages;

public sealed class ListMessagesHandler(AccountCall call, Database database)
    : IRequestHandler<ListMessagesQuery, Result<ListMessagesResponse>>
{
    public async Task<Result<ListMessagesResponse>> Handle(ListMessagesQuery request, CancellationToken cancellationToken)
    {
        var (project, id, after) = (call.ProjectId.Value, ResourceId.Of(request.Id), request.Page.After.Id);
        var read = new SqlRead();
        var exists = read.One<bool>(ConversationRow.Exists, project, id);
        var position = read.One<long?>(MessageRow.PositionOf, project, id, after);
        var rows = read.List<MessageRow>(MessageRow.NewestFirst, project, id, after, request.Page.Probe);
        await database.ReadAsync(read);
        if (!exists.Value)
            return Problem.NotFound("conversation");

        if (request.Cursor is not null && position.Value is null)
            return Problem.Invalid("cursor", "This has to be the next_cursor of a page before.");

        var (messages, next) = request.Page.Cut(rows.Value, message => Cursor.Of(message.Id));
        return new ListMessagesResponse([.. messages.Select(m => m.ToAnswer())], next);
    }
}
