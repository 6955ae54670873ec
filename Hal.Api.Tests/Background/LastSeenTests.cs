using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Background;

/// <summary>When a visitor was last seen is written beside the requests, and not later than when the service stops.</summary>
public class LastSeenTests
{
    private const string Long = "update visitors set last_seen_at = '2020-01-01' where project_id = @p";
    private const string IsRecent = "select count(*) from visitors where project_id = @p and last_seen_at > '2020-01-02'";

    private static readonly object Ana = new { visitor_id = "v-1", email = "ana@acme.example" };

    [Test]
    public async Task Is_written_after_a_call_that_changes_nothing_else()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", Ana);
        await project.ExecuteAsync(Long);

        await project.MustNotChangeAsync("identify", Ana);

        await Eventually.HoldsAsync(async () => await project.OneAsync<long>(IsRecent) == 1, "last seen is written");
    }

    [TestCase("track", """{"visitor_id": "v-1", "name": "page_viewed"}""")]
    [TestCase("track/batch", """{"visitor_id": "v-1", "events": [{"name": "page_viewed"}]}""")]
    [TestCase("set-properties", """{"visitor_id": "v-1", "metadata": {}}""")]
    [TestCase("set-stage", """{"visitor_id": "v-1", "stage": "Lead"}""")]
    [TestCase("set-deal", """{"visitor_id": "v-1", "deal_value": 12}""")]
    public async Task Is_written_after_every_kind_of_call(string route, string body)
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", Ana);
        await project.ExecuteAsync(Long);

        await project.MustPostAsync(route, Refusals.Body(body));

        await Eventually.HoldsAsync(async () => await project.OneAsync<long>(IsRecent) == 1, "last seen is written");
    }

    [Test]
    public async Task Is_not_moved_by_a_refused_call()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", Ana);
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });
        await project.ExecuteAsync(Long);

        await project.MustRefuseAsync("set-stage", new { visitor_id = "v-1", stage = "nowhere" });
        await project.MustRefuseAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                user_hash = "00",
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });

        await Eventually.HoldsAsync(async () => await project.OneAsync<long>(IsRecent) > 0, "last seen is written");
        Assert.That(
            await project.OneAsync<string>("select visitor_id from visitors where project_id = @p and last_seen_at > '2020-01-02'"),
            Is.EqualTo("v-2")
        );
    }

    [Test]
    public async Task Is_written_when_the_service_stops()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);
        await project.MustPostAsync("identify", Ana);
        await project.ExecuteAsync(Long);
        await project.MustPostAsync("identify", Ana);

        await app.DisposeAsync();

        Assert.That(await project.OneAsync<long>(IsRecent), Is.EqualTo(1));
    }

    [Test]
    public async Task Is_kept_while_the_database_is_away()
    {
        await using var lost = await Gated.StartAsync();
        await lost.Gate.CloseAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                lost.Gate.Open();
                // The connections of the pool are broken, and each is found out when it is used.
                await Eventually.HoldsAsync(
                    async () => (await lost.Project.PostAsync("identify", Ana)).Status == 200,
                    "the database is back"
                );
                await lost.Project.ExecuteAsync(Long);
                await lost.Project.MustPostAsync("identify", Ana);
                await lost.Gate.CloseAsync();
                return await lost.Project.OneAsync<long>(IsRecent) == 0;
            },
            "closed between a call and its being written down"
        );

        await Eventually.HoldsAsync(
            () => lost.App.Logs.Lines.Any(l => l.Contains("could not be written", StringComparison.Ordinal)),
            "tried in vain"
        );
        lost.Gate.Open();

        await Eventually.HoldsAsync(async () => await lost.Project.OneAsync<long>(IsRecent) == 1, "last seen is written");
    }

    [Test]
    public async Task Never_moves_back()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", Ana);
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });
        await project.ExecuteAsync(
            "update visitors set last_seen_at = case visitor_id when 'v-1' then timestamptz '2100-01-01' else '2020-01-01' end where "
                + "project_id = @p"
        );

        await project.MustPostAsync("identify", Ana);
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });

        await Eventually.HoldsAsync(async () => await project.OneAsync<long>(IsRecent) == 2, "last seen of the other is written");
        Assert.That(
            await project.OneAsync<long>("select count(*) from visitors where project_id = @p and last_seen_at = '2100-01-01'"),
            Is.EqualTo(1)
        );
    }
}
