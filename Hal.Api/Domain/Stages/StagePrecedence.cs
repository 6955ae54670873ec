namespace Hal.Api.Domain.Stages;

/// <summary>Whether a stage was applied and, if not, why; not moving is no error (contract 3.2).</summary>
/// <param name="Applied">Whether the company is moved.</param>
/// <param name="Reason">Null when applied, else <c>already_in_stage</c>, <c>would_downgrade</c> or <c>closed</c>.</param>
public sealed record StageDecision(bool Applied, string? Reason)
{
    /// <summary>The company is moved.</summary>
    public static readonly StageDecision Apply = new(true, null);

    /// <summary>The company is there already.</summary>
    public static readonly StageDecision AlreadyInStage = new(false, "already_in_stage");

    /// <summary>The wanted stage is earlier than the present one.</summary>
    public static readonly StageDecision WouldDowngrade = new(false, "would_downgrade");

    /// <summary>The company is won or lost.</summary>
    public static readonly StageDecision Closed = new(false, "closed");
}

/// <summary>Which stage a company ends in (contract 3.2).</summary>
public static class StagePrecedence
{
    /// <summary>Decides whether a company moves.</summary>
    /// <param name="mode">The request's mode, or else the project's.</param>
    /// <param name="current">Where the company is; null for nowhere.</param>
    /// <param name="wanted">Where it is asked to go.</param>
    public static StageDecision Decide(StageUpdateMode mode, Stage? current, Stage wanted)
    {
        if (current is null)
            return StageDecision.Apply;

        if (current.Id == wanted.Id)
            return StageDecision.AlreadyInStage;

        if (mode is StageUpdateMode.Exact)
            return StageDecision.Apply;

        if (current.IsClosed)
            return StageDecision.Closed;

        return wanted.Position > current.Position ? StageDecision.Apply : StageDecision.WouldDowngrade;
    }
}
