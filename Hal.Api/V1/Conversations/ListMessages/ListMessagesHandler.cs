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
        var read = new SqlRead();
        var list = MessageList.Read(read, call.ProjectId, ResourceId.Of(request.Id), request.Page);
        await database.ReadAsync(read);
        var page = list.Value;
        return page.Succeeded
            ? new ListMessagesResponse([.. page.Value.Messages.Select(message => message.For(call.SeesContacts))], page.Value.NextCursor)
            : page.Problem;
    }
}
