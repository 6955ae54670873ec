using Npgsql;

namespace Hal.Api.Tests.Harness;

/// <summary>A service whose way to its database can be closed, and a project in it.</summary>
internal sealed class Gated : IAsyncDisposable
{
    private readonly HttpClient _client;

    private Gated(string name, DatabaseGate gate, HalApp app, HttpClient client, TestProject project) =>
        (ApplicationName, Gate, App, _client, Project) = (name, gate, app, client, project);

    /// <summary>The service's connections are known by it to the server.</summary>
    public string ApplicationName { get; }

    public DatabaseGate Gate { get; }

    public HalApp App { get; }

    /// <summary>Where the service listens.</summary>
    public Uri Address => _client.BaseAddress!;

    public TestProject Project { get; }

    /// <summary>Starts it with the way open.</summary>
    /// <param name="connectionString">The database; the run's if not given.</param>
    public static async Task<Gated> StartAsync(string? connectionString = null)
    {
        var running = await TestHost.RunningAsync();
        var name = $"hal-{Guid.NewGuid():N}";
        var gate = new DatabaseGate(
            new NpgsqlConnectionStringBuilder(connectionString ?? running.Database.ConnectionString)
            {
                ApplicationName = name,
            }.ConnectionString
        );
        gate.Open();
        var app = new HalApp(gate.ConnectionString);
        var client = app.Start();
        return new Gated(name, gate, app, client, await TestProject.CreateAsync(app, client, running.Database));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await App.DisposeAsync();
        await Gate.DisposeAsync();
    }
}

/// <summary>What a call is told while there is no database.</summary>
internal static class GatedExchange
{
    /// <summary>Asserts the 503 of contract 2, with nothing of the failure's inside.</summary>
    public static Exchange MustTellToComeBack(this Exchange exchange)
    {
        exchange.MustBe(503, "database_unavailable");
        Assert.That(exchange.Headers, Does.ContainKey("Retry-After"));
        Assert.That(int.TryParse(exchange.Headers["Retry-After"], out var seconds) && seconds > 0, exchange.Headers["Retry-After"]);
        foreach (var leak in new[] { "Npgsql", "Exception", "127.0.0.1", "select ", "   at " })
            Assert.That(exchange.Text, Does.Not.Contain(leak));

        return exchange;
    }
}
