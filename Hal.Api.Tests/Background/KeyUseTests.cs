using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Background;

/// <summary>When a key was last used is written beside the requests, at most once a minute.</summary>
public class KeyUseTests
{
    private const string LastUsed = "select last_used_at from api_keys where project_id = @p and id = @id";

    [Test]
    public async Task Is_written_on_the_first_use_and_again_after_a_minute()
    {
        var running = await TestHost.RunningAsync();
        var clock = new TestClock();
        await using var app = new HalApp(running.Database.ConnectionString) { Clock = clock };
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var key = await workspace.AddKeyAsync();
        Assert.That(await LastUsedAsync(workspace, key), Is.Null);

        await key.GetAsync("contacts").MustAsync();
        var first = await WrittenAsync(workspace, key, null);

        clock.Advance(TimeSpan.FromSeconds(60));
        await key.GetAsync("contacts").MustAsync();
        await WrittenAsync(workspace, await UsedAsync(workspace), null);
        Assert.That(
            await LastUsedAsync(workspace, key),
            Is.EqualTo(first),
            "What was noted together is written together, so this would be by now."
        );

        clock.Advance(TimeSpan.FromMilliseconds(1));
        await key.GetAsync("contacts").MustAsync();
        Assert.That(await WrittenAsync(workspace, key, first), Is.EqualTo(first + TimeSpan.FromMilliseconds(60_001)));
    }

    [Test]
    public async Task Is_written_by_one_of_two_instances()
    {
        var running = await TestHost.RunningAsync();
        await using var second = new HalApp(running.Database.ConnectionString);
        using var client = second.Start();
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        await key.GetAsync("contacts").MustAsync();
        var first = await WrittenAsync(workspace, key, null);

        await key.Through(client).GetAsync("contacts").MustAsync();
        await WrittenAsync(workspace, (await UsedAsync(workspace, client)), null);

        Assert.That(await LastUsedAsync(workspace, key), Is.EqualTo(first));
    }

    [Test]
    public async Task Is_written_for_a_refused_call_of_a_right_key_and_not_for_a_wrong_one()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (refused, wrong) = (await workspace.AddKeyAsync("events:write"), await workspace.AddKeyAsync());

        (await wrong.As($"{wrong.Text[..^43]}{new string('A', 43)}").GetAsync("contacts")).MustBe(401, "invalid_api_key");
        (await refused.GetAsync("contacts")).MustBe(403, "missing_scope");

        await WrittenAsync(workspace, refused, null);
        Assert.That(await LastUsedAsync(workspace, wrong), Is.Null);
    }

    [Test]
    public async Task Is_written_when_the_service_stops()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        await key.Through(client).GetAsync("contacts").MustAsync();

        await app.DisposeAsync();

        Assert.That(await LastUsedAsync(workspace, key), Is.Not.Null);
    }

    private static Task<DateTime?> LastUsedAsync(TestWorkspace workspace, TestKey key) =>
        workspace.Project.OneAsync<DateTime?>(LastUsed, new { id = key.Id });

    private static async Task<DateTime?> WrittenAsync(TestWorkspace workspace, TestKey key, DateTime? before)
    {
        await Eventually.HoldsAsync(async () => await LastUsedAsync(workspace, key) != before, "last use is written");
        return await LastUsedAsync(workspace, key);
    }

    // Another key's first use; when that is written, so is all that was noted before it.
    private static async Task<TestKey> UsedAsync(TestWorkspace workspace, HttpClient? through = null)
    {
        var key = await workspace.AddKeyAsync();
        await (through is null ? key : key.Through(through)).GetAsync("contacts").MustAsync();
        return key;
    }
}
