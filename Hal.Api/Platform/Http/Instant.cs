using System.Globalization;
using System.Text.RegularExpressions;

namespace Hal.Api.Platform.Http;

/// <summary>Reads instants as callers write them (contract 2): RFC 3339.</summary>
public static partial class Instant
{
    /// <summary>The instant in UTC, to the millisecond; null for a text that is none.</summary>
    /// <param name="text">What the caller sent.</param>
    public static DateTime? Read(string? text) =>
        text is not null && Form().Match(text) is { Success: true } match
            && DateTimeOffset.TryParse($"{match.Groups["date"]}T{match.Groups["time"]}{match.Groups["zone"]}", CultureInfo.InvariantCulture, out var read)
            ? Clock.ToMilliseconds(read.UtcDateTime)
            : null;

    // Digits beyond the seventh are finer than a tick, and are cut.
    [GeneratedRegex(@"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?)[0-9]*(?<zone>[Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Form();
}
