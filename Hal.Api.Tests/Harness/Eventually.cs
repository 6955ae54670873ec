namespace Hal.Api.Tests.Harness;

/// <summary>Waits for what happens beside the requests.</summary>
internal static class Eventually
{
    /// <summary>
    /// How long a test waits for what has to come. It only bounds a failure, so it is long enough for a machine that is busy with much
    /// else.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again until the answer is yes; fails when the patience has ended.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                Assert.Fail($"Still not: {what}");

            await Task.Delay(Pause);
        }
    }

    /// <summary>Looks again until the answer is yes; fails when the patience has ended.</summary>
    public static Task HoldsAsync(Func<bool> condition, string what) => HoldsAsync(() => Task.FromResult(condition()), what);
}
