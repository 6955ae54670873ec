using FluentValidation;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Values;

namespace Hal.Api.Widget.Companies.SetStage;

/// <summary>Moves a visitor's company in the pipeline.</summary>
public sealed record SetStageCommand : WidgetCommand<SetStageResponse>
{
    /// <summary>A stage of the pipeline, by name in any case or by id. Required.</summary>
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
/// <param name="Stage">The stage that was asked for.</param>
/// <param name="Applied">Whether the company was moved.</param>
/// <param name="Reason">Why not: already_in_stage, would_downgrade or closed.</param>
public sealed record SetStageResponse(
    Guid CompanyId,
    SetStageStage Stage,
    bool Applied,
    [property: SchemaEnum("already_in_stage", "would_downgrade", "closed")] string? Reason
) : WidgetAnswer;

/// <summary>A stage.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Name">The name.</param>
public sealed record SetStageStage(Guid Id, string Name);

public sealed class SetStageValidator : AbstractValidator<SetStageCommand>
{
    public SetStageValidator()
    {
        Include(new VisitorRules<SetStageCommand>());
        RuleFor(x => x.Stage).NotEmpty().WithMessage("This is required.").MustBeStageReference();
        RuleFor(x => x.CompanyId).MustBeCompanyReference();
        RuleFor(x => x.StageUpdateMode).MustBeStageUpdateMode();
    }
}
