namespace Hal.Api.Tests.Harness;

/// <summary>Waits for what happens beside the requests.</summary>
internal static class Eventually
{
    private const int MaxTries = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again until the answer is yes; fails after a bounded number of tries.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        for (var tries = 1; !await condition(); tries++)
        {
            if (tries == MaxTries)
                Assert.Fail($"Still not: {what}");

            await Task.Delay(Pause);
        }
    }
}
