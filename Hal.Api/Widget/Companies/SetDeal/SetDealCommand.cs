using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Values;

namespace Hal.Api.Widget.Companies.SetDeal;

/// <summary>Says what the deal with a visitor's company is worth.</summary>
public sealed record SetDealCommand : WidgetCommand<SetDealResponse>
{
    /// <summary>0 or more, at most 14 digits before and 2 after the point, kept exactly; null clears. Required.</summary>
    [SchemaType("number", "null")]
    public JsonElement DealValue { get; init; }

    /// <summary>A stage of the pipeline, by name in any case or by id.</summary>
    public string? Stage { get; init; }

    /// <summary>One of the contact's companies, by Hal's id or your own; else the active company, else the contact's only one.</summary>
    [SchemaLength(CallerId.MaxLength, Min = 1)]
    public string? CompanyId { get; init; }

    /// <summary>advance_only (never back, never out of won or lost) or exact; the project's setting if absent.</summary>
    [SchemaEnum(StageText.AdvanceOnly, StageText.Exact)]
    public string? StageUpdateMode { get; init; }
}

/// <summary>What was asked for, and what became of it.</summary>
/// <param name="CompanyId">Hal's id of the company acted on.</param>
/// <param name="DealValue">The deal value, which is always applied.</param>
/// <param name="Stage">The stage that was asked for; null if none was.</param>
/// <param name="Applied">False only if a stage was asked for and the company was not moved there.</param>
/// <param name="Reason">Why it was not moved: already_in_stage, would_downgrade or closed.</param>
public sealed record SetDealResponse(
    Guid CompanyId,
    decimal? DealValue,
    SetDealStage? Stage,
    bool Applied,
    [property: SchemaEnum("already_in_stage", "would_downgrade", "closed")] string? Reason
) : WidgetAnswer;

/// <summary>A stage.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Name">The name.</param>
public sealed record SetDealStage(Guid Id, string Name);

public sealed class SetDealValidator : AbstractValidator<SetDealCommand>
{
    public SetDealValidator()
    {
        Include(new VisitorRules<SetDealCommand>());
        RuleFor(x => x.DealValue)
            .Must(value => value.ValueKind is not JsonValueKind.Undefined)
            .WithMessage("This is required; null clears.");
        RuleFor(x => x.DealValue).Must(value => DealValue.TryRead(value, out _)).WithMessage(DealValue.Rule);
        RuleFor(x => x.Stage).MustBeStageReference();
        RuleFor(x => x.CompanyId).MustBeCompanyReference();
        RuleFor(x => x.StageUpdateMode).MustBeStageUpdateMode();
    }
}
