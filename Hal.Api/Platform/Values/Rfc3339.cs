using System.Globalization;
using System.Text.RegularExpressions;

namespace Hal.Api.Platform.Values;

/// <summary>Instants as callers send them (contract 2): RFC 3339, with a zone.</summary>
public static partial class Rfc3339
{
    /// <summary>Reads an instant.</summary>
    /// <param name="instant">The instant, in UTC.</param>
    public static bool TryRead(string? text, out DateTime instant)
    {
        instant = default;
        if (
            text is null
            || Form().Match(text) is not { Success: true } match
            || !DateTimeOffset.TryParse(
                $"{match.Groups["date"]}T{match.Groups["time"]}{match.Groups["zone"]}",
                CultureInfo.InvariantCulture,
                out var read
            )
        )
            return false;

        instant = read.UtcDateTime;
        return true;
    }

    // Digits beyond the seventh are finer than a tick, and are cut.
    [GeneratedRegex(
        @"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?)[0-9]*(?<zone>[Zz]"
            + @"|[+-][0-9]{2}:[0-9]{2})\z"
    )]
    private static partial Regex Form();
}
