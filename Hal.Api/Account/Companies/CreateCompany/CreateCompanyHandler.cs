using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Companies.CreateCompany;

public sealed class CreateCompanyHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateCompanyCommand, Result<CreateCompanyResponse>>
{
    public async Task<Result<CreateCompanyResponse>> Handle(CreateCompanyCommand request, CancellationToken cancellationToken)
    {
        var metadata = MetadataPatch.Merge(MetadataPatch.Empty, request.Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("metadata", metadata.Flaw);

        // If the remembered stages are out of date, this read fails and the call runs again with the current ones.
        var externalId = CallerId.OrAbsent(request.ExternalId)?.Trim();
        var owner = await database.ReadOneAsync<Guid?>(CompanyRules.Owner, call.ProjectId.Value, externalId);
        var stage = request.StageId is null ? null : call.Project.Stages.ById(ResourceId.Of(request.StageId));
        if (request.StageId is not null && stage is null)
            return StageList.Unknown("stage_id");

        DealValue.TryRead(request.DealValue, out var deal);
        var company = new Company(
            Ids.New(),
            externalId,
            request.Name!.Trim(),
            CallerId.OrAbsent(request.Domain)?.Trim().ToLowerInvariant(),
            stage?.Id,
            deal,
            metadata.Value,
            Placeholder: false,
            Version: 0,
            CallerId.OrAbsent(request.Industry)?.Trim(),
            CallerId.OrAbsent(request.Notes)
        );
        if (CompanyRules.Taken(company, owner) is { } taken)
            return taken;

        var (batch, now) = (new SqlBatch(), time.UtcNow());
        CompanyWrites.Add(batch, call.Project, company, call.Origin(now));
        database.Enlist(batch);
        outcome.Wrote(company.Id, after: 1);
        return new CreateCompanyResponse(CompanyAnswer.Of(company, now));
    }
}
