using Hal.Api.Domain.Contacts;
using Hal.Api.Families.V1;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Contacts.ListContacts;

public sealed class ListContactsHandler(V1Call call, Database database) : IRequestHandler<ListContactsQuery, Result<ListContactsResponse>>
{
    public async Task<Result<ListContactsResponse>> Handle(ListContactsQuery request, CancellationToken cancellationToken)
    {
        var filters = new ContactFilters
        {
            Search = request.Search,
            Email = request.Email,
            UserId = request.UserId,
        };
        var (contacts, next) = await ContactList.ReadAsync(database, call.ProjectId, request.Page, filters);
        return new ListContactsResponse(contacts, next);
    }
}
