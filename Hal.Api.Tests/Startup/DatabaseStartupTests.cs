using Hal.Api.Tests.Harness;
using Npgsql;

namespace Hal.Api.Tests.Startup;

/// <summary>Nobody guarantees the order in which a service and its database are started, nor that only one service is.</summary>
public class DatabaseStartupTests
{
    [Test]
    public async Task A_service_that_is_there_first_says_so_and_begins_when_the_database_comes()
    {
        await using var database = await SpareDatabase.CreateAsync();
        await using var gate = new DatabaseGate(database.ConnectionString);
        await using var app = new HalApp(gate.ConnectionString);
        using var client = app.Start();

        await MustWaitAsync(client);
        gate.Open();

        await Eventually.HoldsAsync(async () => (await GetAsync(client, "/health/ready")).Status == 200, "ready");
        var project = await TestProject.CreateAsync(app, client, (await TestHost.RunningAsync()).Database);
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        Assert.That(await database.OneAsync<long>("select count(*) from contacts"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_name_that_leads_nowhere_yet_is_waited_for_too()
    {
        var nowhere = new NpgsqlConnectionStringBuilder
        {
            Host = "database.invalid",
            Username = "hal",
            Database = "hal",
        }.ConnectionString;
        await using var app = new HalApp(nowhere);
        using var client = app.Start();

        await MustWaitAsync(client);
    }

    [Test]
    public async Task A_server_that_accepts_and_says_nothing_is_waited_for_too()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var silence = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port,
            Username = "hal",
            Database = "hal",
            Timeout = 1,
        }.ConnectionString;
        await using var app = new HalApp(silence);
        using var client = app.Start();

        await MustWaitAsync(client);
    }

    [Test]
    public async Task Several_that_start_at_once_on_an_empty_database_migrate_it_once()
    {
        await using var database = await SpareDatabase.CreateAsync();
        var apps = Enumerable.Range(0, 4).Select(_ => new HalApp(database.ConnectionString, ("environment", "Development"))).ToList();
        try
        {
            var clients = await Task.WhenAll(apps.Select(app => Task.Run(app.Start)));

            foreach (var client in clients)
                Assert.That((await GetAsync(client, "/health/ready")).Status, Is.EqualTo(200));

            var migrations = typeof(Program)
                .Assembly.GetManifestResourceNames()
                .Count(n => n.StartsWith("migrations/", StringComparison.Ordinal));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(await database.OneAsync<long>("select count(*) from hal_migrations"), Is.EqualTo(migrations));
                Assert.That(
                    await database.OneAsync<long>("select count(*) from projects"),
                    Is.EqualTo(1),
                    "And they make one demo project."
                );
            }
        }
        finally
        {
            foreach (var app in apps)
                await app.DisposeAsync();
        }
    }

    [Test]
    public async Task A_service_that_is_still_waiting_stops_at_once()
    {
        await using var gate = new DatabaseGate((await TestHost.RunningAsync()).Database.ConnectionString);
        await using var app = new HalApp(gate.ConnectionString);
        using var client = app.Start();

        await app.DisposeAsync();

        Assert.That(async () => await client.GetAsync("/health/live"), Throws.InstanceOf<HttpRequestException>());
    }

    private static async Task MustWaitAsync(HttpClient client)
    {
        (await GetAsync(client, "/api/widget/config?project_id=0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11")).MustTellToComeBack();
        (await GetAsync(client, "/health/ready")).MustTellToComeBack();
        Assert.That((await GetAsync(client, "/health/live")).Status, Is.EqualTo(200));
    }

    private static async Task<Exchange> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return await Exchange.OfAsync(response);
    }
}
