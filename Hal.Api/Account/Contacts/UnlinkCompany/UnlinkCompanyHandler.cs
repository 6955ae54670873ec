using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.UnlinkCompany;

public sealed class UnlinkCompanyHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<UnlinkCompanyCommand, Result<Nothing>>
{
    public async Task<Result<Nothing>> Handle(UnlinkCompanyCommand request, CancellationToken cancellationToken)
    {
        var (project, company) = (call.ProjectId, ResourceId.Of(request.CompanyId));
        var read = new SqlRead();
        var contact = read.Contact(project, ResourceId.Of(request.Id));
        await database.ReadAsync(read);
        var found = contact.Value;
        if (!found.Succeeded)
            return found.Problem;

        if (!found.Value.CompanyIds.Contains(company))
            return Problem.NotFound("company");

        var (batch, unlinked) = (new SqlBatch(), found.Value.ToContact());
        ContactWrites.Save(batch, project, unlinked, unlinked, time.UtcNow());
        ContactWrites.Unlink(batch, project, unlinked.Id, company);
        database.Enlist(batch);
        outcome.Wrote(unlinked.Id, unlinked.Version, unlinked.Version + 1);
        return Nothing.Value;
    }
}
