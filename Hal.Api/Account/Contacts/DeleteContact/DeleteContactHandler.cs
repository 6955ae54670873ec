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
        var contact = read.Contact(project, id);
        var erasure = erases ? ContactErasure.Read(read, project, id) : null;
        await database.ReadAsync(read);
        var found = contact.Value;
        if (!found.Succeeded)
            return found.Problem;

        var (batch, deleted) = (new SqlBatch(), found.Value.ToContact());
        if (erasure is null)
            ContactDeletion.Delete(batch, project, deleted);
        else
            erasure.Value.Write(batch, call.Member.AccountId, project, deleted);

        database.Enlist(batch);
        outcome.Wrote(deleted.Id, deleted.Version);
        return Nothing.Value;
    }
}
