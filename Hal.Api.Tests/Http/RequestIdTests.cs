using System.Text;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Http;

public class RequestIdTests
{
    private const string Header = "X-Request-Id";

    [TestCase("req-1")]
    [TestCase("A.b_c:D-9")]
    public async Task The_id_that_is_given_is_answered(string id)
    {
        var project = await TestProject.CreateAsync();

        var (good, bad) = (await SendAsync(project, "{\"a\":1}", id), await project.GetAsync("/nowhere", (Header, id)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(good.MustBe(422, "validation_failed").Body.GetProperty("request_id").GetString(), Is.EqualTo(id));
            Assert.That(bad.MustBe(404, "route_not_found").Headers[Header], Is.EqualTo(id));
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("two words")]
    [TestCase("a\"b")]
    [TestCase("<script>")]
    public async Task An_id_is_made_where_none_is_given_that_can_be_kept(string? id)
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.GetAsync($"/api/widget/config?project_id={project.Id}", (Header, id ?? ""));

        Assert.That(Guid.TryParseExact(exchange.Headers[Header], "D", out _), exchange.Headers[Header]);
    }

    [Test]
    public async Task An_id_that_is_too_long_is_not_kept()
    {
        var project = await TestProject.CreateAsync();
        var (longest, tooLong) = (new string('a', 128), new string('a', 129));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await project.GetAsync("/nowhere", (Header, longest))).Headers[Header], Is.EqualTo(longest));
            Assert.That((await project.GetAsync("/nowhere", (Header, tooLong))).Headers[Header], Is.Not.EqualTo(tooLong));
        }
    }

    [Test]
    public async Task Each_request_has_an_id_of_its_own()
    {
        var project = await TestProject.CreateAsync();

        var (one, other) = (await project.GetAsync("/nowhere"), await project.GetAsync("/nowhere"));

        Assert.That(one.Headers[Header], Is.Not.EqualTo(other.Headers[Header]));
    }

    [Test]
    public async Task Every_log_line_of_a_request_carries_its_id()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(
            running.Database.ConnectionString,
            ("Logging:LogLevel:Default", "Debug"),
            ("Logging:LogLevel:Microsoft.AspNetCore.Routing", "Debug"),
            ("Logging:LogLevel:Npgsql", "Debug")
        );
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);

        await SendAsync(project, $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","name":"n"}""", "request-with-lines");

        var lines = app
            .Logs.Lines.Where(l =>
                l.Contains("RequestPath:/api/widget/track", StringComparison.Ordinal)
                || l.Contains("RequestPath=/api/widget/track", StringComparison.Ordinal)
            )
            .ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Some.Contains("Npgsql"));
            Assert.That(lines, Has.All.Contains("request_id=request-with-lines"));
        }
    }

    [Test]
    public async Task A_defect_is_logged_with_its_id_and_tells_nothing_to_the_caller()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.ExecuteAsync("update contacts set metadata = '[]' where project_id = @p");

        var exchange = await project.PostRawAsync(
            "set-properties",
            $$$"""{"project_id":"{{{project.Id}}}","visitor_id":"v-1","metadata":{"a":1}}""",
            "application/json",
            (Header, "defect-1"),
            ("Origin", "https://shop.example")
        );

        exchange.MustBe(500, "internal_error").MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Headers[Header], Is.EqualTo("defect-1"));
            Assert.That(app.Logs.Lines, Has.Some.Contains("request_id=defect-1").And.Contains("Exception"));
            Assert.That(
                app.Logs.Lines.Where(l => l.Contains("Exception", StringComparison.Ordinal)),
                Has.All.Contains("request_id=defect-1")
            );
        }
    }

    private static Task<Exchange> SendAsync(TestProject project, string body, string id) =>
        project.SendAsync(HttpMethod.Post, "/api/widget/track", new StringContent(body, Encoding.UTF8, "application/json"), (Header, id));
}
