using Hal.Api.Domain.Contacts;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.V1.Contacts.DeleteContact;

public sealed class DeleteContactHandler(V1Call call, Session session, Outcome outcome) : IRequestHandler<DeleteContactCommand, Result<Nothing>>
{
    private const string Contacts = $"{V1Endpoints.Prefix}/contacts";

    public async Task<Result<Nothing>> Handle(DeleteContactCommand request, CancellationToken cancellationToken)
    {
        var find = new SqlBatch().AddContact(call.ProjectId, ResourceId.Of(request.Id));
        var found = await session.ReadAsync(find, results => results.TakeContactAsync(Contacts));
        if (!found.Succeeded)
            return found.Problem;

        var (contact, batch) = (found.Value, new SqlBatch());
        ContactDeletion.Delete(batch, call.ProjectId, contact.ToContact());
        session.Enlist(batch);
        outcome.Wrote(contact.Id, before: contact.Version);
        return Nothing.Value;
    }
}
