namespace Hal.Api.Tests.Harness;

/// <summary>A clock that stands at the instant it was made until it is moved. Timers run as ever.</summary>
internal sealed class TestClock : TimeProvider
{
    private long _ticks = System.GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Ends once the system's clock shows another millisecond.</summary>
    public static async Task PassMillisecondAsync()
    {
        for (var before = Now(); Now() == before; )
            await Task.Delay(1);

        static long Now() => System.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
