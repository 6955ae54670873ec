using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Families.V1;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Companies.PatchCompany;

/// <summary>Changes a company.</summary>
public sealed record PatchCompanyCommand : IRequest<Result<PatchCompanyResponse>>, IV1Request, IRecordedWrite
{
    public static string Scope => Scopes.CompaniesWrite;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>The name; it cannot be cleared.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>Your own id of the company, unique in the project. Blank counts as null.</summary>
    [SchemaLength(CallerId.MaxLength)]
    public Optional<string> ExternalId { get; init; }

    /// <summary>The internet domain.</summary>
    public Optional<string> Domain { get; init; }

    /// <summary>What it does.</summary>
    public Optional<string> Industry { get; init; }

    /// <summary>
    /// A stage of the pipeline, by Hal's id; set as asked, downgrades included. null takes the company out of the pipeline.
    /// </summary>
    public Optional<string> StageId { get; init; }

    /// <summary>What the deal is worth: 0 or more, at most 14 digits before and 2 after the point, kept exactly; null clears.</summary>
    [SchemaType("number", "null")]
    public JsonElement DealValue { get; init; }

    /// <summary>What members write down.</summary>
    public Optional<string> Notes { get; init; }

    /// <summary>Your own fields: merged by key, null removes a key. null for the whole removes all.</summary>
    [SchemaType("object", "null")]
    public JsonElement Metadata { get; init; }
}

/// <summary>The company.</summary>
/// <param name="Company">The company.</param>
public sealed record PatchCompanyResponse(CompanyAnswer Company);

public sealed class PatchCompanyValidator : AbstractValidator<PatchCompanyCommand>
{
    public PatchCompanyValidator()
    {
        RuleFor(x => x.Name.Value).MustBeCompanyName().When(x => x.Name.IsSet);
        RuleFor(x => x.ExternalId.Value).MustBeExternalId();
        RuleFor(x => x.Domain.Value).MustBeDomain();
        RuleFor(x => x.Industry.Value).MustBeIndustry();
        RuleFor(x => x.DealValue).Must(value => DealValue.TryRead(value, out _)).WithMessage(DealValue.Rule);
        RuleFor(x => x.Notes.Value).MustBeNotes();
        RuleFor(x => x.Metadata).MustBeMetadata();
    }
}
