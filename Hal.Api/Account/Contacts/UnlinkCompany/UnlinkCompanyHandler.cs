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
        var found = read.Contact(project, ResourceId.Of(request.Id));
        await database.ReadAsync(read);
        if (!found.Value.Succeeded)
            return found.Value.Problem;

        if (!found.Value.Value.CompanyIds.Contains(company))
            return Problem.NotFound("company");

        var (batch, contact) = (new SqlBatch(), found.Value.Value.ToContact());
        ContactWrites.Save(batch, project, contact, contact, time.UtcNow());
        ContactWrites.Unlink(batch, project, contact.Id, company);
        database.Enlist(batch);
        outcome.Wrote(contact.Id, contact.Version, contact.Version + 1);
        return Nothing.Value;
    }
}
