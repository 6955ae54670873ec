using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget;

/// <summary>project_id and app_id are one field, and beacons send JSON as text.</summary>
public class ProjectNamingTests
{
    [Test]
    public async Task App_id_is_project_id([ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name)
    {
        var project = await StartAsync();
        var body = WidgetRoute.Of(name).With(project.Id, "project_id", null);

        var exchange = await project.PostRawAsync(name, $$"""{"app_id":"{{project.Id}}",{{body[1..]}}""");

        Assert.That(exchange.Status, Is.InRange(200, 201), exchange.Text);
    }

    [Test]
    public async Task Both_may_be_sent_when_they_agree_in_any_case()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync(
            "track",
            new
            {
                project_id = project.Id,
                app_id = project.Id.ToString().ToUpperInvariant(),
                visitor_id = "v-1",
                name = "n",
            }
        );
    }

    [Test]
    public async Task Both_are_refused_when_they_differ([ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name)
    {
        var (project, other) = (await StartAsync(), await TestProject.CreateAsync());
        var before = (await project.FingerprintAsync(), await other.FingerprintAsync());

        (await project.PostRawAsync(name, WidgetRoute.Of(name).With(project.Id, "app_id", $"\"{other.Id}\"")))
            .MustName("app_id")
            .MustMatch(name.Replace('/', '-'));
        Assert.That((await project.FingerprintAsync(), await other.FingerprintAsync()), Is.EqualTo(before));
    }

    [Test]
    public async Task A_project_that_is_not_there_is_not_found([ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name)
    {
        var project = await StartAsync();
        var before = await project.FingerprintAsync();

        foreach (
            var id in (string[])
                [
                    Guid.CreateVersion7().ToString(),
                    Guid.Empty.ToString(),
                    "",
                    " ",
                    "acme",
                    "0",
                    $"{project.Id:N}",
                    $"{project.Id:B}",
                    $"{project.Id}0",
                    new string('f', 300),
                ]
        )
            (await project.PostRawAsync(name, WidgetRoute.Of(name).With(project.Id, "project_id", $"\"{id}\""))).MustBe(
                404,
                "project_not_found"
            );

        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_answer_is_the_same_for_an_unknown_project_and_for_what_cannot_be_one()
    {
        var project = await TestProject.CreateAsync();

        (
            await project.PostAsync(
                "track",
                new
                {
                    project_id = Guid.CreateVersion7(),
                    visitor_id = "v-1",
                    name = "n",
                }
            )
        ).MustMatch();
        (
            await project.PostAsync(
                "track",
                new
                {
                    project_id = "acme",
                    visitor_id = "v-1",
                    name = "n",
                }
            )
        ).MustMatch();
    }

    [Test]
    public async Task Another_project_shares_nothing([ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name)
    {
        var (project, other) = (await StartAsync(), await TestProject.CreateAsync());
        var before = await project.FingerprintAsync();

        var exchange = await project.PostRawAsync(name, WidgetRoute.Of(name).With(other.Id, "visitor_id", "\"v-1\""));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Status, Is.EqualTo(name is "set-stage" or "set-deal" or "track" ? 409 : 200), exchange.Text);
            Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task A_beacon_sends_json_as_text([ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name)
    {
        var project = await StartAsync();
        var body = WidgetRoute.Of(name).With(project.Id, "visitor_id", "\"v-1\"");

        foreach (var type in (string[])["text/plain", "text/plain;charset=UTF-8", "TEXT/PLAIN", "application/json; charset=utf-8"])
        {
            var exchange = await project.PostRawAsync(name, body, type);
            Assert.That(exchange.Status, Is.InRange(200, 201), $"{type}: {exchange.Text}");
        }

        (await project.PostRawAsync(name, "hello", "text/plain")).MustBe(400, "malformed_json");
    }

    private static async Task<TestProject> StartAsync()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme", name = "Acme" },
            }
        );
        return project;
    }
}
