using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Events;

/// <summary>When an event took place (contract 4.4): an RFC 3339 instant, not before 2000 and at most 24 hours ahead.</summary>
public static class OccurredAt
{
    /// <summary>What a caller is told about any other text.</summary>
    public const string Rule =
        "This has to be an RFC 3339 instant such as 2026-01-31T09:30:00Z, not before 2000 and at most 24 hours ahead.";

    private static readonly DateTime Earliest = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>Reads an instant to the millisecond.</summary>
    /// <param name="text">What the caller sent; null is now.</param>
    /// <param name="instant">The instant, in UTC.</param>
    public static bool TryRead(string? text, DateTime now, out DateTime instant)
    {
        instant = now;
        if (text is null)
            return true;

        if (!Rfc3339.TryRead(text, out var read))
            return false;

        instant = Clock.ToMilliseconds(read);
        return instant >= Earliest && instant <= now + Ahead;
    }
}
