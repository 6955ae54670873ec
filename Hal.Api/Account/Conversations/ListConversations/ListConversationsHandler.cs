using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Conversations.ListConversations;

public sealed class ListConversationsHandler(AccountCall call, Database database)
    : IRequestHandler<ListConversationsQuery, Result<ListConversationsResponse>>
{
    public async Task<Result<ListConversationsResponse>> Handle(ListConversationsQuery request, CancellationToken cancellationToken)
    {
        var (conversations, next) = await ConversationList.ReadAsync(database, call.ProjectId, request.Page, request);
        return new ListConversationsResponse(conversations, next);
    }
}
