namespace Hal.Api.Platform.Values;

/// <summary>The current time, as Hal stores and returns it.</summary>
public static class Clock
{
    /// <summary>Now in UTC, cut to the millisecond so that what is stored is what is answered.</summary>
    public static DateTime UtcNow(this TimeProvider time)
    {
        return ToMilliseconds(time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Cuts an instant to the millisecond.</summary>
    /// <param name="instant">An instant in UTC.</param>
    public static DateTime ToMilliseconds(DateTime instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
