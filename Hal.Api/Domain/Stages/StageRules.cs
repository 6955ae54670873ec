using FluentValidation;

namespace Hal.Api.Domain.Stages;

/// <summary>The checks of stage fields that several requests share.</summary>
public static class StageRules
{
    private const int MaxNameLength = 200;

    /// <summary>An optional mode.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeStageUpdateMode<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(mode => mode is null || StageText.Mode(mode) is not null)
        .WithMessage($"This has to be {StageText.AdvanceOnly} or {StageText.Exact}.");

    /// <summary>A stage by name or id; whether there is such a stage is decided later.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeStageReference<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(MaxNameLength).WithMessage($"This may have at most {MaxNameLength} characters.");
}
