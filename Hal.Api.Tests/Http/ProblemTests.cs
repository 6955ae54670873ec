using System.Net.Http.Headers;
using System.Text;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Http;

/// <summary>Answers that are made before a slice is reached, or in its place.</summary>
public class ProblemTests
{
    [TestCase("GET", "/api/widget/nowhere")]
    [TestCase("POST", "/api/widget/nowhere")]
    [TestCase("GET", "/")]
    [TestCase("DELETE", "/api/widget/identify/7")]
    [TestCase("GET", "/api/widget/../../etc/passwd")]
    public async Task An_unknown_route_is_not_found(string method, string path)
    {
        var project = await TestProject.CreateAsync();

        (await project.SendAsync(new HttpMethod(method), path)).MustBe(404, "route_not_found");
    }

    [Test]
    public async Task An_unknown_route_is_told_as_a_problem()
    {
        var project = await TestProject.CreateAsync();

        (await project.GetAsync("/api/widget/nowhere")).MustMatch();
    }

    [Test]
    public async Task A_wrong_method_is_not_allowed(
        [ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name,
        [Values("GET", "PUT", "PATCH", "DELETE")] string method
    )
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.SendAsync(new HttpMethod(method), $"/api/widget/{name}");

        Assert.That(exchange.MustBe(405, "method_not_allowed").Headers["Allow"], Is.EqualTo("POST"));
    }

    [Test]
    public async Task Settings_are_only_read()
    {
        var project = await TestProject.CreateAsync();

        (await project.PostRawAsync("config", "{}")).MustBe(405, "method_not_allowed").MustMatch();
    }

    [Test]
    public async Task A_body_that_is_not_declared_as_json_is_refused(
        [ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name,
        [Values(
            "application/xml",
            "application/x-www-form-urlencoded",
            "text/html",
            "application/octet-stream",
            "multipart/form-data; boundary=x"
        )]
            string type
    )
    {
        var project = await TestProject.CreateAsync();

        (await project.PostRawAsync(name, "{}", type)).MustBe(415, "unsupported_media_type");
    }

    [Test]
    public async Task A_body_that_is_not_declared_at_all_is_refused()
    {
        var project = await TestProject.CreateAsync();

        (await project.SendAsync(HttpMethod.Post, "/api/widget/track", new ByteArrayContent("{}"u8.ToArray())))
            .MustBe(415, "unsupported_media_type")
            .MustMatch();
        (await project.SendAsync(HttpMethod.Post, "/api/widget/track")).MustBe(415, "unsupported_media_type");
    }

    [Test]
    public async Task A_body_of_a_megabyte_is_too_large([ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name)
    {
        var project = await TestProject.CreateAsync();
        var before = await project.FingerprintAsync();

        (await project.SendAsync(HttpMethod.Post, $"/api/widget/{name}", Json(BodyOf(project, 1_000_000))))
            .MustBe(413, "body_too_large")
            .MustMatch(name.Replace('/', '-'));
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_body_of_256_kibibytes_is_the_largest([Values] bool isChunked)
    {
        var project = await TestProject.CreateAsync();

        Assert.That((await SendAsync(project, JsonBody.MaxBytes, isChunked)).Status, Is.EqualTo(201));
        var before = await project.FingerprintAsync();
        (await SendAsync(project, JsonBody.MaxBytes + 1, isChunked)).MustBe(413, "body_too_large");
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    private static Task<Exchange> SendAsync(TestProject project, int length, bool isChunked) =>
        isChunked
            ? project.SendAsync(HttpMethod.Post, "/api/widget/track", Json(BodyOf(project, length)), ("Transfer-Encoding", "chunked"))
            : project.SendAsync(HttpMethod.Post, "/api/widget/track", Json(BodyOf(project, length)));

    private static ByteArrayContent Json(string body) =>
        new(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static string BodyOf(TestProject project, int length)
    {
        var body = $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","name":"n","padding":"@"}""";
        return body.Replace("@", new string('x', length - body.Length + 1), StringComparison.Ordinal);
    }
}
