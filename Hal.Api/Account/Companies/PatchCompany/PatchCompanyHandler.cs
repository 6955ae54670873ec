using Hal.Api.Domain.Companies;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Companies.PatchCompany;

public sealed class PatchCompanyHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchCompanyCommand, Result<PatchCompanyResponse>>
{
    public async Task<Result<PatchCompanyResponse>> Handle(PatchCompanyCommand request, CancellationToken cancellationToken)
    {
        var patch = new CompanyPatch(
            request.Name, request.ExternalId, request.Domain, request.Industry, request.StageId, request.DealValue, request.Notes, request.Metadata);
        var batch = new SqlBatch()
            .Add(CompanyAnswer.ById, call.ProjectId.Value, ResourceId.Of(request.Id))
            .Add(CompanyRules.Owner, call.ProjectId.Value, patch.Reference);
        // A pipeline that has changed by now is read again, and the stage looked up in that.
        var (before, owner) = await database.ReadAsync(
            batch, async results => (await results.SingleOrDefaultAsync<CompanyAnswer>(), await results.SingleOrDefaultAsync<Guid?>()));
        if (before is null)
            return Problem.NotFound("company");

        var company = before.ToCompany();
        var after = patch.Apply(company, owner, call.Project.Stages);
        if (!after.Succeeded)
            return after.Problem;

        if (after.Value == company)
        {
            outcome.Wrote(before.Id, before.Version, before.Version);
            return new PatchCompanyResponse(before);
        }

        var (write, now) = (new SqlBatch(), time.UtcNow());
        CompanyWrites.Save(write, call.Project, company, after.Value, call.Origin(now));
        database.Enlist(write);
        var answer = before.With(after.Value, now);
        outcome.Wrote(answer.Id, before.Version, answer.Version);
        return new PatchCompanyResponse(answer);
    }
}
