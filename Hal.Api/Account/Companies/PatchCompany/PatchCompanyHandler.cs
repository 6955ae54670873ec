using System.Text.Json;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Companies.PatchCompany;

public sealed class PatchCompanyHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchCompanyCommand, Result<PatchCompanyResponse>>
{
    public async Task<Result<PatchCompanyResponse>> Handle(PatchCompanyCommand request, CancellationToken cancellationToken)
    {
        // A pipeline that has changed by now is read again, and the stage looked up in that.
        var externalId = CallerId.OrAbsent(request.ExternalId.Value)?.Trim();
        var batch = new SqlBatch()
            .Add(CompanyAnswer.ById, call.ProjectId.Value, ResourceId.Of(request.Id))
            .Add(CompanyRules.Owner, call.ProjectId.Value, externalId);
        var (before, owner) = await session.ReadFactsAsync(
            call.Project, batch, async results => (await results.SingleOrDefaultAsync<CompanyAnswer>(), await results.SingleOrDefaultAsync<Guid?>()));
        if (before is null)
            return Problem.NotFound("company");

        var metadata = MetadataPatch.Apply(before.Metadata, request.Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("metadata", metadata.Flaw);

        var stage = request.StageId.Value is { } wanted ? call.Project.Pipeline.ById(ResourceId.Of(wanted)) : null;
        if (request.StageId.Value is not null && stage is null)
            return Pipeline.Unknown("stage_id");

        DealValue.TryRead(request.DealValue, out var deal);
        var company = before.ToCompany();
        var after = company with
        {
            Name = request.Name.IsSet ? request.Name.Value!.Trim() : company.Name,
            ExternalId = request.ExternalId.IsSet ? externalId : company.ExternalId,
            Domain = request.Domain.IsSet ? CallerId.OrAbsent(request.Domain.Value)?.Trim().ToLowerInvariant() : company.Domain,
            Industry = request.Industry.IsSet ? CallerId.OrAbsent(request.Industry.Value)?.Trim() : company.Industry,
            StageId = request.StageId.IsSet ? stage?.Id : company.StageId,
            DealValue = request.DealValue.ValueKind is JsonValueKind.Undefined ? company.DealValue : deal,
            Notes = request.Notes.IsSet ? CallerId.OrAbsent(request.Notes.Value) : company.Notes,
            Metadata = metadata.Value,
            Placeholder = company.Placeholder && !request.SaysSomething,
        };
        if (CompanyRules.Taken(after, owner) is { } taken)
            return taken;

        if (after == company)
        {
            outcome.Wrote(before.Id, before.Version, before.Version);
            return new PatchCompanyResponse(before);
        }

        var (write, now) = (new SqlBatch(), time.UtcNow());
        CompanyWrites.Save(write, call.Project, company, after, call.Origin(now));
        session.Enlist(write);
        var answer = before.With(after, now);
        outcome.Wrote(answer.Id, before.Version, answer.Version);
        return new PatchCompanyResponse(answer);
    }
}
