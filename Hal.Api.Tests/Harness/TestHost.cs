using Hal.Api.Tests.Harness;

[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: LevelOfParallelism(4)]

/// <summary>Starts the service for the run when the first test needs it, and stops it after the last.</summary>
[SetUpFixture]
internal static class TestHost
{
    private static readonly Lazy<Task<Running>> Started = new(StartAsync);

    public static Task<Running> RunningAsync() => Started.Value;

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        await Browser.CloseAsync();
        if (!Started.IsValueCreated)
            return;

        var running = await Started.Value;
        running.Client.Dispose();
        await running.App.DisposeAsync();
        await running.Database.DisposeAsync();
    }

    private static async Task<Running> StartAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var app = new HalApp(database.ConnectionString);
        return new Running(database, app, app.Start());
    }

    internal sealed record Running(TestDatabase Database, HalApp App, HttpClient Client);
}
