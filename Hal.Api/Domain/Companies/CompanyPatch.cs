using System.Text.Json;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Companies;

/// <summary>
/// What a <c>PATCH</c> says of a company (contract 2, 3.2): absent stays, null clears, metadata merges by key, and stage and deal are set
/// exactly as asked.
/// </summary>
/// <param name="Name">The name, which cannot be cleared.</param>
/// <param name="ExternalId">The customer's own id of the company.</param>
/// <param name="Domain">The internet domain.</param>
/// <param name="Industry">What it does.</param>
/// <param name="StageId">Where it shall be in the pipeline.</param>
/// <param name="DealValue">What the deal is worth; undefined if nothing was sent.</param>
/// <param name="Notes">What members write down.</param>
/// <param name="Metadata">The customer's own fields; undefined if nothing was sent.</param>
public sealed record CompanyPatch(
    Optional<string> Name,
    Optional<string> ExternalId,
    Optional<string> Domain,
    Optional<string> Industry,
    Optional<string> StageId,
    JsonElement DealValue,
    Optional<string> Notes,
    JsonElement Metadata
)
{
    /// <summary>The external id in the form in which it is kept: by this, another is looked for that has it already.</summary>
    public string? Reference { get; } = CallerId.OrAbsent(ExternalId.Value)?.Trim();

    private bool SaysSomething =>
        new IOptional[] { Name, ExternalId, Domain, Industry, StageId, Notes }.Any(member => member.IsSet)
        || new[] { DealValue, Metadata }.Any(member => member.ValueKind is not JsonValueKind.Undefined);

    /// <summary>
    /// The company as it shall be, equal to the one before if nothing changes; 422 if its metadata would grow too large or there is no such
    /// stage, 409 if another has the external id.
    /// </summary>
    /// <param name="before">The company as it was read.</param>
    /// <param name="owner">What <see cref="CompanyRules.Owner"/> has read for <see cref="Reference"/>.</param>
    /// <param name="stages">The project's stages.</param>
    public Result<Company> Apply(Company before, Guid? owner, StageList stages)
    {
        var metadata = MetadataPatch.Apply(before.Metadata, Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("metadata", metadata.Flaw);

        var stage = StageId.Value is { } wanted ? stages.ById(ResourceId.Of(wanted)) : null;
        if (StageId.Value is not null && stage is null)
            return StageList.Unknown("stage_id");

        Companies.DealValue.TryRead(DealValue, out var deal);
        var after = before with
        {
            Name = Name.IsSet ? Name.Value!.Trim() : before.Name,
            ExternalId = ExternalId.IsSet ? Reference : before.ExternalId,
            Domain = Domain.IsSet ? CallerId.OrAbsent(Domain.Value)?.Trim().ToLowerInvariant() : before.Domain,
            Industry = Industry.IsSet ? CallerId.OrAbsent(Industry.Value)?.Trim() : before.Industry,
            StageId = StageId.IsSet ? stage?.Id : before.StageId,
            DealValue = DealValue.ValueKind is JsonValueKind.Undefined ? before.DealValue : deal,
            Notes = Notes.IsSet ? CallerId.OrAbsent(Notes.Value) : before.Notes,
            Metadata = metadata.Value,
            Placeholder = before.Placeholder && !SaysSomething,
        };
        return CompanyRules.Taken(after, owner) is { } taken ? taken : after;
    }
}
