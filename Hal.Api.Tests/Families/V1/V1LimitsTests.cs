using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.V1;

/// <summary>Contract 2: v1 calls are counted for each key.</summary>
public class V1LimitsTests
{
    [Test]
    public async Task A_key_meets_its_limit_and_others_do_not()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:KeyPerMinute", "1"));
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var (key, other) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync());
        var first = await key.GetAsync("contacts");

        var second = (await key.PostAsync("contacts", new { name = "Ana" })).MustBe(429, "rate_limited");

        second.MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Headers["RateLimit-Policy"], Is.EqualTo("\"key\";q=1;w=60"));
            Assert.That(first.Headers["RateLimit"], Is.EqualTo("\"key\";r=0;t=60"));
            Assert.That(second.Headers["RateLimit"], Is.EqualTo("\"key\";r=0;t=60"));
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p"), Is.Zero);
            Assert.That((await other.GetAsync("contacts")).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task A_call_with_a_wrong_key_does_not_use_up_the_right_one_s_limit()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:KeyPerMinute", "1"));
        using var client = app.Start();
        var key = await (await TestWorkspace.CreateAsync(app, client, running.Database)).AddKeyAsync();

        (await key.As($"{key.Text[..^43]}{new string('A', 43)}").GetAsync("contacts")).MustBe(401, "invalid_api_key");

        await key.GetAsync("contacts").MustAsync();
    }

    [Test]
    public async Task A_call_without_the_scope_is_counted_once()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:KeyPerMinute", "30"));
        using var client = app.Start();
        var key = await (await TestWorkspace.CreateAsync(app, client, running.Database)).AddKeyAsync("events:write");

        var exchange = (await key.GetAsync("contacts")).MustBe(403, "missing_scope");

        Assert.That(exchange.Headers["RateLimit"], Is.EqualTo("\"key\";r=29;t=2"));
    }

    [Test]
    public async Task A_limit_of_nothing_is_no_setting()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:KeyPerMinute", "0"));

        Assert.That(() => app.Start(), Throws.Exception);
    }
}
