using Hal.Api.Tests.Harness;
using Hal.Api.Tests.Platform.Postgres;

namespace Hal.Api.Tests.Platform.Data;

/// <summary>The database goes away while the service runs, and comes back.</summary>
public class DatabaseLostTests
{
    private static readonly object[] Calls =
    [
        new object[] { "identify", new { visitor_id = "v-2", email = "bo@acme.example" } },
        new object[] { "identify", new { visitor_id = "v-1", email = "ana@acme.example" } },
        new object[] { "set-properties", new { visitor_id = "v-1", metadata = new { plan = "pro" } } },
        new object[] { "track", new { visitor_id = "v-1", name = "trial_started" } },
        new object[] { "track/batch", new { visitor_id = "v-1", events = new[] { new { name = "trial_started" } } } },
        new object[] { "set-stage", new { visitor_id = "v-1", stage = "Qualified" } },
        new object[] { "set-deal", new { visitor_id = "v-1", deal_value = 12 } },
    ];

    [TestCaseSource(nameof(Calls))]
    public async Task A_call_is_told_to_come_back_and_succeeds_then(string route, object body)
    {
        await using var lost = await Gated.StartAsync();
        await lost.Project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        var before = await lost.Project.FingerprintAsync();

        await lost.Gate.CloseAsync();
        // Once over the broken connections, and once over none.
        (await lost.Project.PostAsync(route, body)).MustTellToComeBack();
        (await lost.Project.PostAsync(route, body)).MustTellToComeBack();
        Assert.That(await lost.Project.FingerprintAsync(), Is.EqualTo(before));

        lost.Gate.Open();
        await lost.Project.MustPostAsync(route, body);
    }

    [Test]
    public async Task The_problem_says_so_and_no_more()
    {
        await using var lost = await Gated.StartAsync();
        await lost.Gate.CloseAsync();

        var exchange = await lost.Project.SendAsync(
            HttpMethod.Get,
            $"/api/widget/config?project_id={lost.Project.Id}",
            null,
            ("X-Request-Id", "lost-1")
        );

        exchange.MustTellToComeBack().MustMatch();
    }

    [Test]
    public async Task Health_tells_an_orchestrator_to_wait_and_not_to_restart()
    {
        await using var lost = await Gated.StartAsync();
        await MustBeHealthyAsync(lost.Project);

        await lost.Gate.CloseAsync();
        var ready = await lost.Project.SendAsync(HttpMethod.Get, "/health/ready", null, ("X-Request-Id", "ready-1"));
        ready.MustTellToComeBack().MustMatch("ready");
        (await lost.Project.GetAsync("/health/live")).MustMatch("live");

        lost.Gate.Open();
        await MustBeHealthyAsync(lost.Project);
    }

    [Test]
    public async Task What_does_not_need_the_database_is_answered_without_it()
    {
        await using var lost = await Gated.StartAsync();
        await lost.Gate.CloseAsync();

        (await lost.Project.GetAsync("/api/widget/nowhere")).MustBe(404, "route_not_found");
        (await lost.Project.PostRawAsync("track", "{")).MustBe(400, "malformed_json");
        Assert.That((await lost.Project.GetAsync("/openapi/widget.json")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_server_that_ends_its_connections_is_no_defect()
    {
        await using var lost = await Gated.StartAsync();
        await lost.Project.MustPostAsync("track", new { visitor_id = "v-1", name = "trial_started" });

        // As a server does that is stopped in good order.
        var ended = await lost.Project.OneAsync<long>(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = @name",
            new { name = lost.ApplicationName }
        );
        Assert.That(ended, Is.Positive);
        await Eventually.HoldsAsync(
            async () =>
            {
                var answer = await lost.Project.PostAsync(
                    "track",
                    new
                    {
                        visitor_id = "v-1",
                        name = "trial_started",
                        event_key = "once",
                    }
                );
                return answer.Status is 200 or 201 || answer.MustTellToComeBack().Status == 200;
            },
            "recovered by itself"
        );
        Assert.That(
            await lost.Project.OneAsync<long>("select count(*) from events where project_id = @p and event_key = 'once'"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Nothing_acknowledged_is_lost_when_the_server_is_killed()
    {
        await using var sandbox = new PostgresSandbox();
        var server = await sandbox.StartAsync();
        await using var gate = new DatabaseGate(server.ConnectionString);
        gate.Open();
        await using var app = new HalApp(gate.ConnectionString);
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, (await TestHost.RunningAsync()).Database);
        var acknowledged = new List<string>();

        // Killed while the calls are on their way.
        var calls = Enumerable
            .Range(0, 200)
            .Select(async i =>
            {
                var answer = await project.PostAsync(
                    "track",
                    new
                    {
                        visitor_id = $"v-{i % 7}",
                        name = "page_viewed",
                        event_key = $"k-{i}",
                    }
                );
                lock (acknowledged)
                {
                    if (answer.Status == 201)
                        acknowledged.Add(answer.Body.GetProperty("event").GetProperty("id").GetString()!);
                    else
                        answer.MustTellToComeBack();
                }

                if (i == 60)
                    await sandbox.KillServerAsync();
            });
        await Task.WhenAll(calls);
        await gate.CloseAsync();
        await server.DisposeAsync();
        var restarted = await sandbox.StartAsync();
        gate.LeadTo(restarted.ConnectionString);
        gate.Open();

        Assert.That(acknowledged, Is.Not.Empty);
        foreach (var id in acknowledged)
            Assert.That(
                await PostgresSandbox.AskAsync(restarted.ConnectionString, $"select count(*) from events where id = '{id}'"),
                Is.EqualTo(1)
            );

        await Eventually.HoldsAsync(
            async () =>
                (
                    await project.PostAsync(
                        "track",
                        new
                        {
                            visitor_id = "v-1",
                            name = "page_viewed",
                            event_key = "k-1",
                        }
                    )
                ).Status == 200,
            "back, and knows the event"
        );
    }

    private static async Task MustBeHealthyAsync(TestProject project)
    {
        Assert.That((await project.GetAsync("/health/ready")).Status, Is.EqualTo(200));
        Assert.That((await project.GetAsync("/health/live")).Status, Is.EqualTo(200));
    }
}
