using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Concurrency;

/// <summary>
/// Many calls at once, through two instances of the service, so that the memory of one instance cannot decide who wins.
/// </summary>
internal sealed class Race
{
    private const int Rounds = 20;
    private const int Calls = 64;

    private static readonly Lazy<Task<(HalApp App, HttpClient Client)>> Second = new(StartSecondAsync);

    private Race(TestProject one, TestProject other) => (Project, Other) = (one, other);

    /// <summary>The project through the first instance.</summary>
    public TestProject Project { get; }

    private TestProject Other { get; }

    /// <summary>A fresh project to race in.</summary>
    public static async Task<Race> CreateAsync()
    {
        var project = await TestProject.CreateAsync();
        return new Race(project, project.Through((await Second.Value).Client));
    }

    /// <summary>Runs the rounds one after the other.</summary>
    public static async Task RoundsAsync(Func<int, Task> round)
    {
        for (var i = 0; i < Rounds; i++)
            await round(i);
    }

    /// <summary>Makes the calls of one round at once; all must succeed.</summary>
    /// <param name="call">Makes one call, given its number and the project through one of the instances.</param>
    public async Task<IReadOnlyList<Exchange>> RunAsync(Func<int, TestProject, Task<Exchange>> call)
    {
        var answers = await AtOnceAsync(Calls, i => call(i, i % 2 == 0 ? Project : Other));
        Assert.That(answers.Where(a => a.Status >= 300).Select(a => a.Text), Is.Empty, "A race is not the callers' fault.");
        return answers;
    }

    /// <summary>Makes calls at once. They may succeed or fail.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="call">Makes one call, given its number.</param>
    public static async Task<IReadOnlyList<Exchange>> AtOnceAsync(int calls, Func<int, Task<Exchange>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable
            .Range(0, calls)
            .Select(async i =>
            {
                await start.Task;
                return await call(i);
            })
            .ToList();
        start.SetResult();
        return await Task.WhenAll(running);
    }

    /// <summary>A client of the second instance, which shares the database with the first.</summary>
    public static async Task<HttpClient> SecondClientAsync() => (await Second.Value).Client;

    /// <summary>Stops the second instance, if there is one.</summary>
    public static async Task StopAsync()
    {
        if (!Second.IsValueCreated)
            return;

        var (app, client) = await Second.Value;
        client.Dispose();
        await app.DisposeAsync();
    }

    private static async Task<(HalApp App, HttpClient Client)> StartSecondAsync()
    {
        var app = new HalApp((await TestHost.RunningAsync()).Database.ConnectionString);
        return (app, app.Start());
    }
}

/// <summary>Stops what the races started.</summary>
[SetUpFixture]
public sealed class RaceEnd
{
    [OneTimeTearDown]
    public Task StopAsync() => Race.StopAsync();
}
