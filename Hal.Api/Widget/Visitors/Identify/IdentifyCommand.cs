using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Values;

namespace Hal.Api.Widget.Visitors.Identify;

/// <summary>Says who a visitor is and which company it belongs to.</summary>
public sealed record IdentifyCommand : WidgetCommand<IdentifyResponse>
{
    /// <summary>The person's address; trimmed and kept in lower case. Blank counts as absent.</summary>
    [SchemaFormat("email")]
    [SchemaLength(Domain.Fields.Email.MaxLength)]
    public string? Email { get; init; }

    /// <summary>The person's name.</summary>
    public string? Name { get; init; }

    /// <summary>The person's phone number. Blank counts as absent.</summary>
    public string? Phone { get; init; }

    /// <summary>
    /// Merged by key into the contact, or into the visitor's properties while there is no contact; null removes a key. At most 100 keys and
    /// 16 KiB after the merge.
    /// </summary>
    [SchemaType("object", "null")]
    public JsonElement? Metadata { get; init; }

    /// <summary>The company the visitor acts for from now on.</summary>
    public IdentifyCompany? Company { get; init; }

    /// <summary>Further existing companies to link, by Hal's id or your own; 100 at most.</summary>
    [SchemaLength(IdentifyValidator.MaxCompanyIds)]
    public IReadOnlyList<string?>? CompanyIds { get; init; }

    /// <summary>advance_only (never back, never out of won or lost) or exact; the project's setting if absent.</summary>
    [SchemaEnum(StageText.AdvanceOnly, StageText.Exact)]
    public string? StageUpdateMode { get; init; }
}

/// <summary>The company of an identify. With an id it is found or made by it; without, by its name in any case.</summary>
public sealed record IdentifyCompany
{
    /// <summary>Hal's id or your own, 1 to 255 characters. An unknown one makes a company with this external id.</summary>
    public string? Id { get; init; }

    /// <summary>The company's name.</summary>
    public string? Name { get; init; }

    /// <summary>The company's internet domain.</summary>
    public string? Domain { get; init; }

    /// <summary>A stage of the pipeline, by name in any case or by id.</summary>
    public string? Stage { get; init; }

    /// <summary>What the deal is worth: 0 or more, at most 14 digits before and 2 after the point.</summary>
    [SchemaType("number", "null")]
    public JsonElement DealValue { get; init; }

    /// <summary>Merged by key into the company; null removes a key. At most 100 keys and 16 KiB after the merge.</summary>
    [SchemaType("object", "null")]
    public JsonElement? Metadata { get; init; }

    internal bool SaysNothing =>
        new[] { Id, Name, Domain, Stage }.All(said => CallerId.OrAbsent(said) is null)
        && DealValue.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        && Metadata is null or { ValueKind: JsonValueKind.Null };
}

/// <summary>Ids, and what was applied. No data that the call did not send itself.</summary>
/// <param name="Visitor">The visitor.</param>
/// <param name="Contact">The contact the visitor belongs to; null while it is anonymous.</param>
/// <param name="Company">The company the visitor's calls act on: the one named, else the active one, else the contact's only one.</param>
/// <param name="LinkedCompanyIds">The companies named in company and company_ids, all linked now.</param>
/// <param name="Stage">What became of company.stage; null if none was given.</param>
public sealed record IdentifyResponse(
    IdentifyVisitor Visitor,
    IdentifyIds? Contact,
    IdentifyIds? Company,
    IReadOnlyList<Guid> LinkedCompanyIds,
    IdentifyStage? Stage
) : WidgetAnswer;

/// <summary>A visitor.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="VisitorId">Your own id.</param>
/// <param name="Verified">Whether the present identity was proven by a user_hash.</param>
public sealed record IdentifyVisitor(Guid Id, string VisitorId, bool Verified);

/// <summary>A row that was found or made.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Created">Whether this call made it.</param>
public sealed record IdentifyIds(Guid Id, bool Created);

/// <summary>What became of a stage.</summary>
/// <param name="Applied">Whether the company was moved.</param>
/// <param name="Reason">Why not: already_in_stage, would_downgrade or closed.</param>
public sealed record IdentifyStage(bool Applied, [property: SchemaEnum("already_in_stage", "would_downgrade", "closed")] string? Reason);

public sealed class IdentifyValidator : AbstractValidator<IdentifyCommand>
{
    internal const int MaxCompanyIds = 100;

    public IdentifyValidator()
    {
        Include(new VisitorRules<IdentifyCommand>());
        RuleFor(x => x.Email).MustBeEmail();
        RuleFor(x => x.Name).MustBeName();
        RuleFor(x => x.Phone).MustBePhone();
        RuleFor(x => x.Metadata).MustBeMetadata();
        RuleFor(x => x.StageUpdateMode).MustBeStageUpdateMode();
        RuleFor(x => x.CompanyIds)
            .Must(ids => ids is null || ids.Count <= MaxCompanyIds)
            .WithMessage($"There may be at most {MaxCompanyIds} ids.");
        RuleForEach(x => x.CompanyIds).NotNull().WithMessage("This is required.").MustBeCompanyReference();
        RuleFor(x => x.Company!).SetValidator(new CompanyValidator()).When(x => x.Company is { SaysNothing: false });
    }

    private sealed class CompanyValidator : AbstractValidator<IdentifyCompany>
    {
        public CompanyValidator()
        {
            RuleFor(x => x.Id)
                .Must((company, id) => (CallerId.OrAbsent(id) ?? CallerId.OrAbsent(company.Name)) is not null)
                .WithMessage("A company is named by its id or, without one, by its name.");
            RuleFor(x => x.Id).MustBeCompanyReference().When(x => CallerId.OrAbsent(x.Id) is not null);
            RuleFor(x => x.Name).MustBeName();
            RuleFor(x => x.Domain).MustBeDomain();
            RuleFor(x => x.DealValue).Must(value => DealValue.TryRead(value, out _)).WithMessage(DealValue.Rule);
            RuleFor(x => x.Metadata).MustBeMetadata();
        }
    }
}
