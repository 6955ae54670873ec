using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.GetContact;

public sealed class GetContactHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<GetContactQuery, Result<GetContactResponse>>
{
    public async Task<Result<GetContactResponse>> Handle(GetContactQuery request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var contact = read.Contact(call.ProjectId, ResourceId.Of(request.Id));
        await database.ReadAsync(read);
        var found = contact.Value;
        if (!found.Succeeded)
            return found.Problem;

        outcome.Shows(found.Value.Version);
        return new GetContactResponse(found.Value);
    }
}
