using Hal.Api.Domain.Conversations;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Conversations.ListConversations;

public sealed class ListConversationsHandler(AccountCall call, Session session) : IRequestHandler<ListConversationsQuery, Result<ListConversationsResponse>>
{
    public async Task<Result<ListConversationsResponse>> Handle(ListConversationsQuery request, CancellationToken cancellationToken)
    {
        var (conversations, next) = await ConversationList.ReadAsync(session, call.ProjectId, request);
        return new ListConversationsResponse(conversations, next);
    }
}
