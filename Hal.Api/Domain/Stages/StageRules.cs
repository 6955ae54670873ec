using FluentValidation;
using Hal.Api.Domain.Names;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Stages;

/// <summary>The checks of stage fields that several requests share.</summary>
public static class StageRules
{
    /// <summary>The most stages of a project.</summary>
    public const int MaxStages = 100;

    /// <summary>Another stage of the project has this name.</summary>
    public static readonly ProblemCode NameTaken = new(409, "stage_name_taken", "Another stage has this name");

    /// <summary>The pipeline has as many stages as it may have.</summary>
    public static readonly ProblemCode TooMany = new(409, "too_many_stages", "The pipeline has no room for another stage");

    /// <summary>There are companies in the stage, and it was not said where they go.</summary>
    public static readonly ProblemCode InUse = new(409, "stage_in_use", "There are companies in this stage");

    private const int MaxNameLength = 200;

    /// <summary>A required name.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeStageName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(name => !string.IsNullOrWhiteSpace(name))
            .WithMessage("A stage has a name; this may not be empty.")
            .MaximumLength(MaxNameLength)
            .WithMessage($"This may have at most {MaxNameLength} characters.");

    /// <summary>An optional type.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeStageType<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(type => type is null || StageText.IsType(type))
            .WithMessage($"This has to be {StageText.Open}, {StageText.Won} or {StageText.Lost}.");

    /// <summary>An optional place in the order.</summary>
    public static IRuleBuilderOptions<T, int?> MustBePosition<T>(this IRuleBuilder<T, int?> rule) =>
        rule.Must(position => position is null or >= 0).WithMessage("This has to be 0, for the first place, or more.");

    /// <summary>The 409 if another stage has the name, in whichever case; null if none has.</summary>
    /// <param name="stages">The stages that exist now.</param>
    /// <param name="stage">The stage after the change.</param>
    public static Problem? Taken(StageList stages, Stage stage)
    {
        var key = FoldedName.Of(stage.Name);
        return stages.All.Any(other => other.Id != stage.Id && FoldedName.Of(other.Name) == key)
            ? new Problem(NameTaken, "name: another stage of the project is called like this, in whichever case.")
            : null;
    }

    /// <summary>An optional mode.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeStageUpdateMode<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(mode => mode is null || StageText.Mode(mode) is not null)
            .WithMessage($"This has to be {StageText.AdvanceOnly} or {StageText.Exact}.");

    /// <summary>A stage by name or id; whether there is such a stage is decided later.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeStageReference<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxNameLength).WithMessage($"This may have at most {MaxNameLength} characters.");
}
