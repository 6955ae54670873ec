using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.Widget;

public class WidgetLimitsTests
{
    [Test]
    public async Task A_visitor_meets_its_limit_and_others_do_not()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:WidgetVisitorPerMinute", "1"));
        using var client = app.Start();
        var (project, other) = (
            await TestProject.CreateAsync(app, client, running.Database),
            await TestProject.CreateAsync(app, client, running.Database)
        );
        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "n" });
        var before = await project.FingerprintAsync();

        var exchange = (await project.PostAsync("set-properties", new { visitor_id = "v-1", metadata = new { a = 1 } })).MustBe(
            429,
            "rate_limited"
        );

        exchange.MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Headers["RateLimit-Policy"], Does.Contain("\"visitor\";q=1;w=60"));
            Assert.That(exchange.Headers["RateLimit"], Does.Contain("\"visitor\";r=0;t=60"));
            Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
            Assert.That((await project.PostAsync("track", new { visitor_id = "v-2", name = "n" })).Status, Is.EqualTo(201));
            Assert.That((await other.PostAsync("track", new { visitor_id = "v-1", name = "n" })).Status, Is.EqualTo(201));
        }
    }

    [Test]
    public async Task An_address_meets_its_limit_whatever_it_sends()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:WidgetAddressPerMinute", "1"));
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);
        (await project.PostRawAsync("track", "{")).MustBe(400, "malformed_json");
        var before = await project.FingerprintAsync();

        foreach (var name in WidgetRoute.Names)
        {
            var body = WidgetRoute.Of(name).With(project.Id, "visitor_id", "\"v-2\"");
            var exchange = await project.PostRawAsync(name, body, "application/json", ("Origin", "https://shop.example"));
            exchange.MustBe(429, "rate_limited").MustMatch(name.Replace('/', '-'));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(exchange.Headers["RateLimit-Policy"], Is.EqualTo("\"address\";q=1;w=60"));
                Assert.That(exchange.Headers["RateLimit"], Does.StartWith("\"address\";r=0;t="));
            }
        }

        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        Assert.That((await project.GetAsync($"/api/widget/config?project_id={project.Id}")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Every_write_tells_both_limits()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(
            running.Database.ConnectionString,
            ("Hal:Limits:WidgetAddressPerMinute", "6000"),
            ("Hal:Limits:WidgetVisitorPerMinute", "30")
        );
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);

        foreach (var name in WidgetRoute.Names)
        {
            var exchange = await project.PostRawAsync(name, WidgetRoute.Of(name).With(project.Id, "visitor_id", $"\"of {name}\""));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(exchange.Headers["RateLimit-Policy"], Is.EqualTo("\"address\";q=6000;w=60, \"visitor\";q=30;w=60"), name);
                Assert.That(exchange.Headers["RateLimit"], Does.Match("^\"address\";r=\\d+;t=\\d+, \"visitor\";r=29;t=2$"), name);
            }
        }
    }

    [Test]
    public async Task A_limit_of_nothing_is_no_setting()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:WidgetVisitorPerMinute", "0"));

        Assert.That(() => app.Start(), Throws.Exception);
    }
}
