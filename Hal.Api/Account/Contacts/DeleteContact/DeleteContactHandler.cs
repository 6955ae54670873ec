using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.DeleteContact;

public sealed class DeleteContactHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<DeleteContactCommand, Result<Nothing>>
{
    public async Task<Result<Nothing>> Handle(DeleteContactCommand request, CancellationToken cancellationToken)
    {
        var erases = request.Erase == DeleteContactCommand.Yes;
        if (erases && call.Member.Role < Role.Admin)
            return AccountProblems.RoleMissing(Role.Admin);

        var (project, id) = (call.ProjectId, ResourceId.Of(request.Id));
        var read = new SqlRead();
        var found = read.Contact(project, id);
        var erasure = erases ? ContactErasure.Read(read, project, id) : null;
        await database.ReadAsync(read);
        if (!found.Value.Succeeded)
            return found.Value.Problem;

        var (batch, contact) = (new SqlBatch(), found.Value.Value.ToContact());
        if (erasure is null)
            ContactDeletion.Delete(batch, project, contact);
        else
            erasure.Value.Write(batch, call.Member.AccountId, project, contact);

        database.Enlist(batch);
        outcome.Wrote(contact.Id, contact.Version);
        return Nothing.Value;
    }
}
