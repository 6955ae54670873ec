namespace Hal.Api.Domain.Stages;

/// <summary>How a widget's request for a stage is treated (contract 3.2).</summary>
public enum StageUpdateMode
{
    /// <summary>Only forward, and never out of a closed stage.</summary>
    AdvanceOnly,

    /// <summary>As asked, backward included.</summary>
    Exact,
}

/// <summary>The spelling of <see cref="StageUpdateMode"/> and <see cref="StageType"/> in JSON and in the database.</summary>
public static class StageText
{
    /// <summary><c>advance_only</c></summary>
    public const string AdvanceOnly = "advance_only";

    /// <summary><c>exact</c></summary>
    public const string Exact = "exact";

    /// <summary><c>open</c></summary>
    public const string Open = "open";

    /// <summary><c>won</c></summary>
    public const string Won = "won";

    /// <summary><c>lost</c></summary>
    public const string Lost = "lost";

    /// <summary>Reads a mode; null for a word that is none.</summary>
    /// <param name="text">What the caller sent, in exact spelling.</param>
    public static StageUpdateMode? Mode(string? text) =>
        text switch
        {
            AdvanceOnly => StageUpdateMode.AdvanceOnly,
            Exact => StageUpdateMode.Exact,
            _ => null,
        };

    /// <summary>Writes a mode.</summary>
    /// <param name="mode">The mode.</param>
    public static string Of(StageUpdateMode mode) => mode is StageUpdateMode.Exact ? Exact : AdvanceOnly;

    /// <summary>Reads a type as the database holds it.</summary>
    /// <param name="text"><c>open</c>, <c>won</c> or <c>lost</c>.</param>
    public static StageType Type(string text) =>
        text switch
        {
            Won => StageType.Won,
            Lost => StageType.Lost,
            _ => StageType.Open,
        };

    /// <summary>Whether a word is a type.</summary>
    /// <param name="text">What the caller sent, in exact spelling.</param>
    public static bool IsType(string? text) => text is Open or Won or Lost;

    /// <summary>Writes a type as the database holds it.</summary>
    /// <param name="type">The type.</param>
    public static string Of(StageType type) =>
        type switch
        {
            StageType.Won => Won,
            StageType.Lost => Lost,
            _ => Open,
        };
}
