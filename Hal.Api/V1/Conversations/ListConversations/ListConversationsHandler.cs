using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.V1;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Conversations.ListConversations;

public sealed class ListConversationsHandler(V1Call call, Database database)
    : IRequestHandler<ListConversationsQuery, Result<ListConversationsResponse>>
{
    public async Task<Result<ListConversationsResponse>> Handle(ListConversationsQuery request, CancellationToken cancellationToken)
    {
        // A search looks at names and addresses, too.
        if (QueryText.Of(request.Search) is not null && !call.SeesContacts)
            return KeyProblems.ScopeMissing(Scopes.ContactsRead);

        var (conversations, next) = await ConversationList.ReadAsync(database, call.ProjectId, request.Page, request);
        return new ListConversationsResponse([.. conversations.Select(c => c.For(call.SeesContacts))], next);
    }
}
