using Hal.Api.Domain.Companies;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Companies.PatchCompany;

public sealed class PatchCompanyHandler(V1Call call, Database database, Outcome outcome, TimeProvider time)
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
        var read = new SqlRead();
        var update = CompanyUpdate.Read(read, call.ProjectId, ResourceId.Of(request.Id), patch);
        await database.ReadAsync(read);
        var change = update.Decide(call.Project, call.Origin(time.UtcNow()));
        if (!change.Succeeded)
            return change.Problem;

        database.Enlist(change.Value.Batch);
        outcome.Wrote(change.Value.Company.Id, change.Value.ReadVersion, change.Value.Company.Version);
        return new PatchCompanyResponse(change.Value.Company);
    }
}
