using System.Globalization;
using System.Text.RegularExpressions;
using Hal.Api.Platform.Http;

namespace Hal.Api.Domain.Events;

/// <summary>When an event took place (contract 4.4): an RFC 3339 instant, not before 2000 and at most 24 hours ahead.</summary>
public static partial class OccurredAt
{
    /// <summary>What a caller is told about any other text.</summary>
    public const string Rule = "This has to be an RFC 3339 instant such as 2026-01-31T09:30:00Z, not before 2000 and at most 24 hours ahead.";

    private static readonly DateTime Earliest = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>Reads an instant to the millisecond.</summary>
    /// <param name="text">What the caller sent; null is now.</param>
    /// <param name="now">The present, in UTC.</param>
    /// <param name="instant">The instant, in UTC.</param>
    public static bool TryRead(string? text, DateTime now, out DateTime instant)
    {
        instant = now;
        if (text is null)
            return true;

        if (!TryParse(text, out var read))
            return false;

        instant = Clock.ToMilliseconds(read);
        return instant >= Earliest && instant <= now + Ahead;
    }

    /// <summary>Reads any RFC 3339 instant.</summary>
    /// <param name="text">What the caller sent.</param>
    /// <param name="instant">The instant, in UTC.</param>
    public static bool TryParse(string text, out DateTime instant)
    {
        ArgumentNullException.ThrowIfNull(text);
        DateTimeOffset read = default;
        var isRead = Form().Match(text) is { Success: true } match
            && DateTimeOffset.TryParse($"{match.Groups["date"]}T{match.Groups["time"]}{match.Groups["zone"]}", CultureInfo.InvariantCulture, out read);
        instant = read.UtcDateTime;
        return isRead;
    }

    // Digits beyond the seventh are finer than a tick, and are cut.
    [GeneratedRegex(@"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?)[0-9]*(?<zone>[Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Form();
}
