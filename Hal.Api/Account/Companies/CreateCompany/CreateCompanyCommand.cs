using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Metadata;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Companies.CreateCompany;

/// <summary>Creates a company.</summary>
public sealed record CreateCompanyCommand : IRequest<Result<CreateCompanyResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    /// <summary>The name. Several companies may have the same name.</summary>
    public string? Name { get; init; }

    /// <summary>Your own id of the company, unique in the project. Blank counts as absent.</summary>
    [SchemaLength(CallerId.MaxLength)]
    public string? ExternalId { get; init; }

    /// <summary>The internet domain.</summary>
    public string? Domain { get; init; }

    /// <summary>What it does.</summary>
    public string? Industry { get; init; }

    /// <summary>A stage of the pipeline, by Hal's id.</summary>
    public string? StageId { get; init; }

    /// <summary>What the deal is worth: 0 or more, at most 14 digits before and 2 after the point, kept exactly.</summary>
    [SchemaType("number", "null")]
    public JsonElement DealValue { get; init; }

    /// <summary>What members write down.</summary>
    public string? Notes { get; init; }

    /// <summary>Your own fields: up to 100 keys and 16 KiB.</summary>
    [SchemaType("object", "null")]
    public JsonElement? Metadata { get; init; }
}

/// <summary>The company.</summary>
/// <param name="Company">The company.</param>
public sealed record CreateCompanyResponse(CompanyAnswer Company);

public sealed class CreateCompanyValidator : AbstractValidator<CreateCompanyCommand>
{
    public CreateCompanyValidator()
    {
        RuleFor(x => x.Name).MustBeCompanyName();
        RuleFor(x => x.ExternalId).MustBeExternalId();
        RuleFor(x => x.Domain).MustBeDomain();
        RuleFor(x => x.Industry).MustBeIndustry();
        RuleFor(x => x.DealValue).Must(value => DealValue.TryRead(value, out _)).WithMessage(DealValue.Rule);
        RuleFor(x => x.Notes).MustBeNotes();
        RuleFor(x => x.Metadata).MustBeMetadata();
    }
}
