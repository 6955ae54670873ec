using Hal.Api.Domain.Contacts;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Contacts.DeleteContact;

public sealed class DeleteContactHandler(V1Call call, Database database, Outcome outcome)
    : IRequestHandler<DeleteContactCommand, Result<Nothing>>
{
    private const string Contacts = $"{V1Endpoints.Prefix}/contacts";

    public async Task<Result<Nothing>> Handle(DeleteContactCommand request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var found = read.Contact(call.ProjectId, ResourceId.Of(request.Id), Contacts);
        await database.ReadAsync(read);
        if (!found.Value.Succeeded)
            return found.Value.Problem;

        var (contact, batch) = (found.Value.Value, new SqlBatch());
        ContactDeletion.Delete(batch, call.ProjectId, contact.ToContact());
        database.Enlist(batch);
        outcome.Wrote(contact.Id, before: contact.Version);
        return Nothing.Value;
    }
}
