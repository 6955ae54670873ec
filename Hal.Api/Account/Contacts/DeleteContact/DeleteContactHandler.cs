using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.DeleteContact;

public sealed class DeleteContactHandler(AccountCall call, Database database, Outcome outcome) : IRequestHandler<DeleteContactCommand, Result<Nothing>>
{
    public async Task<Result<Nothing>> Handle(DeleteContactCommand request, CancellationToken cancellationToken)
    {
        var erases = request.Erase == DeleteContactCommand.Yes;
        if (erases && call.Member.Role < Role.Admin)
            return AccountProblems.RoleMissing(Role.Admin);

        var (project, id) = (call.ProjectId, ResourceId.Of(request.Id));
        var read = new SqlBatch().AddContact(project, id);
        if (erases)
            ContactErasure.Add(read, project, id);

        var (found, erasure) = await database.ReadAsync(
            read, async results => (await results.TakeContactAsync(), erases ? await ContactErasure.TakeAsync(results) : null));
        if (!found.Succeeded)
            return found.Problem;

        var (batch, contact) = (new SqlBatch(), found.Value.ToContact());
        if (erasure is null)
            ContactDeletion.Delete(batch, project, contact);
        else
            erasure.Write(batch, call.Member.AccountId, project, contact);

        database.Enlist(batch);
        outcome.Wrote(contact.Id, contact.Version);
        return Nothing.Value;
    }
}
