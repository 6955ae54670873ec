using System.Globalization;

namespace Hal.Api.Domain.Streams;

/// <summary>
/// Which transactions had ended at one moment, as PostgreSQL writes it: the oldest one still running, the next one to begin, and those
/// between the two that were running. What a later snapshot sees and this one does not is exactly what was committed in between, whatever
/// the order in which it began.
/// </summary>
public sealed record StreamSnapshot
{
    private StreamSnapshot(string text, ulong next) => (Text, Next) = (text, next);

    /// <summary>The text of a <c>pg_snapshot</c>.</summary>
    public string Text { get; }

    /// <summary>The first transaction that had not begun.</summary>
    public ulong Next { get; }

    /// <summary>Reads what the database wrote.</summary>
    /// <param name="text">The text of a <c>pg_snapshot</c>.</param>
    public static StreamSnapshot Of(string text) => Read(text) ?? throw new FormatException("This is not a snapshot.");

    /// <summary>Reads what came back from a caller; null if no database would take it.</summary>
    /// <param name="text">What may be the text of a <c>pg_snapshot</c>.</param>
    public static StreamSnapshot? Read(string text)
    {
        if (
            text.Split(':') is not [var oldestText, var nextText, var running]
            || Number(oldestText) is not { } oldest
            || Number(nextText) is not { } next
            || oldest > next
        )
            return null;

        if (running.Length == 0)
            return new StreamSnapshot(text, next);

        var last = 0UL;
        foreach (var part in running.Split(','))
        {
            if (Number(part) is not { } number || number < oldest || number >= next || number <= last)
                return null;

            last = number;
        }

        return new StreamSnapshot(text, next);
    }

    // A transaction's number is never 0, and the server itself counts in 64 bits with a sign.
    internal static ulong? Number(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= long.MaxValue
            ? number
            : null;
}
