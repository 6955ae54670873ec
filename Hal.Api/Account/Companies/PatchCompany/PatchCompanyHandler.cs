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
            request.Name,
            request.ExternalId,
            request.Domain,
            request.Industry,
            request.StageId,
            request.DealValue,
            request.Notes,
            request.Metadata
        );
        // If the remembered stages are out of date, this read fails and the call runs again with the current ones.
        var read = new SqlRead();
        var before = read.One<CompanyAnswer>(CompanyAnswer.ById, call.ProjectId.Value, ResourceId.Of(request.Id));
        var owner = read.One<Guid?>(CompanyRules.Owner, call.ProjectId.Value, patch.Reference);
        await database.ReadAsync(read);
        if (before.Value is null)
            return Problem.NotFound("company");

        var company = before.Value.ToCompany();
        var after = patch.Apply(company, owner.Value, call.Project.Stages);
        if (!after.Succeeded)
            return after.Problem;

        if (after.Value == company)
        {
            outcome.Wrote(before.Value.Id, before.Value.Version, before.Value.Version);
            return new PatchCompanyResponse(before.Value);
        }

        var (write, now) = (new SqlBatch(), time.UtcNow());
        CompanyWrites.Save(write, call.Project, company, after.Value, call.Origin(now));
        database.Enlist(write);
        var answer = before.Value.With(after.Value, now);
        outcome.Wrote(answer.Id, before.Value.Version, answer.Version);
        return new PatchCompanyResponse(answer);
    }
}
