using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Contacts.ListContacts;

public sealed class ListContactsHandler(AccountCall call, Database database)
    : IRequestHandler<ListContactsQuery, Result<ListContactsResponse>>
{
    public async Task<Result<ListContactsResponse>> Handle(ListContactsQuery request, CancellationToken cancellationToken)
    {
        var filters = new ContactFilters
        {
            Search = request.Search,
            Email = request.Email,
            UserId = request.UserId,
            Tag = request.Tag,
            CompanyId = request.CompanyId,
            CreatedAfter = request.CreatedAfter,
            CreatedBefore = request.CreatedBefore,
        };
        var (contacts, next) = await ContactList.ReadAsync(database, call.ProjectId, request.Page, filters);
        return new ListContactsResponse(contacts, next);
    }
}
