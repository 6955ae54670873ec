using System.Text;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.Widget;

public class CorsTests
{
    private const string Page = "https://shop.example";
    private const string Allow = "Access-Control-Allow-Origin";

    private static IEnumerable<string> Routes => [.. WidgetRoute.Names, "config"];

    [Test]
    public async Task Preflights_are_answered_to_any_page([ValueSource(nameof(Routes))] string name)
    {
        var project = await TestProject.CreateAsync();
        var method = name == "config" ? "GET" : "POST";

        var exchange = await project.SendAsync(
            HttpMethod.Options,
            $"/api/widget/{name}",
            null,
            ("Origin", Page),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", "content-type,x-request-id")
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Status, Is.EqualTo(204));
            Assert.That(exchange.Headers[Allow], Is.EqualTo("*"));
            Assert.That(exchange.Headers["Access-Control-Allow-Methods"], Does.Contain(method));
            Assert.That(exchange.Headers["Access-Control-Allow-Headers"], Does.Contain("content-type").IgnoreCase.Or.EqualTo("*"));
            Assert.That(exchange.Headers, Does.Not.ContainKey("Access-Control-Allow-Credentials"));
        }
    }

    [Test]
    public async Task A_page_may_read_the_headers_that_tell_limits_and_ids()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await FromPageAsync(project, "/api/widget/track", Body(project));

        Assert.That(
            exchange.Headers["Access-Control-Expose-Headers"].Split(',').Select(h => h.Trim()),
            Is.SupersetOf((string[])["X-Request-Id", "Retry-After", "RateLimit", "RateLimit-Policy", "ETag"])
        );
    }

    [Test]
    public async Task A_page_may_read_every_refusal_of_a_route()
    {
        var project = await TestProject.CreateAsync();
        var body = Body(project);

        var refusals = new Dictionary<int, Exchange>
        {
            [400] = await FromPageAsync(project, "/api/widget/track", "{"),
            [401] = await FromPageAsync(
                project,
                "/api/widget/track",
                body.Replace("\"n\"", "\"n\",\"user_hash\":\"x\"", StringComparison.Ordinal)
            ),
            [404] = await FromPageAsync(
                project,
                "/api/widget/track",
                body.Replace(project.Id.ToString(), "acme", StringComparison.Ordinal)
            ),
            [409] = await FromPageAsync(
                project,
                "/api/widget/set-stage",
                body.Replace("\"n\"", "\"n\",\"stage\":\"Won\"", StringComparison.Ordinal)
            ),
            [413] = await project.PostRawAsync("track", new string(' ', JsonBody.MaxBytes + 1), "application/json", ("Origin", Page)),
            [415] = await project.PostRawAsync("track", body, "text/html", ("Origin", Page)),
            [405] = await project.SendAsync(HttpMethod.Delete, "/api/widget/track", null, ("Origin", Page)),
            [422] = await FromPageAsync(project, "/api/widget/track", body.Replace("\"n\"", "\"\"", StringComparison.Ordinal)),
        };

        foreach (var (status, exchange) in refusals)
        {
            Assert.That(exchange.Status, Is.EqualTo(status), exchange.Text);
            Assert.That(exchange.Headers, Does.ContainKey(Allow), exchange.Text);
        }
    }

    [TestCase("https://shop.example", true)]
    [TestCase("HTTPS://SHOP.EXAMPLE", true)]
    [TestCase("https://other.example", true)]
    [TestCase("https://shop.example.evil.example", false)]
    [TestCase("https://evil.example", false)]
    [TestCase("http://shop.example", false)]
    [TestCase("https://shop.example:8443", false)]
    [TestCase("null", false)]
    public async Task Only_a_listed_origin_may_call(string origin, bool isAllowed)
    {
        var project = await TestProject.CreateAsync();
        await project.SetAsync("allowed_origins = array['https://shop.example', 'https://other.example']");
        var before = await project.FingerprintAsync();

        foreach (var name in WidgetRoute.Names)
        {
            var body = WidgetRoute.Of(name).With(project.Id, "visitor_id", "\"v-1\"");
            var exchange = await project.PostRawAsync(name, body, "application/json", ("Origin", origin));
            Assert.That(exchange.Code == "origin_not_allowed", Is.Not.EqualTo(isAllowed), exchange.Text);
            if (!isAllowed)
                Assert.That(exchange.MustBe(403, "origin_not_allowed").Headers, Does.ContainKey(Allow));
        }

        var config = await project.GetAsync($"/api/widget/config?project_id={project.Id}", ("Origin", origin));
        Assert.That(config.Status, Is.EqualTo(isAllowed ? 200 : 403), config.Text);
        if (!isAllowed)
            Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_refused_origin_is_told_so()
    {
        var project = await TestProject.CreateAsync();
        await project.SetAsync("allowed_origins = array['https://shop.example']");

        (await project.PostRawAsync("track", Body(project), "application/json", ("Origin", "https://evil.example")))
            .MustBe(403, "origin_not_allowed")
            .MustMatch();
    }

    [Test]
    public async Task A_backend_without_an_origin_may_call_whatever_is_listed()
    {
        var project = await TestProject.CreateAsync();
        await project.SetAsync("allowed_origins = array['https://shop.example']");

        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "n" });
    }

    [Test]
    public async Task An_empty_list_lets_every_origin_call()
    {
        var project = await TestProject.CreateAsync();

        Assert.That((await FromPageAsync(project, "/api/widget/track", Body(project))).Status, Is.EqualTo(201));
    }

    private static string Body(TestProject project) => $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","name":"n"}""";

    private static Task<Exchange> FromPageAsync(TestProject project, string path, string body) =>
        project.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), ("Origin", Page));
}
