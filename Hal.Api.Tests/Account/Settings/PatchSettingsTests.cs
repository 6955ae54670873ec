using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Settings;

/// <summary>Contract 5: a PATCH of the settings is a merge, and widgets go by it from their next call on.</summary>
public class PatchSettingsTests
{
    [Test]
    public async Task Changes_what_is_sent_and_keeps_the_rest()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}/settings";
        var before = await workspace.Owner.GetAsync(path);

        var all = await workspace.Owner.PatchAsync(
            path,
            new
            {
                name = " Acme shop ",
                default_locale = "pt-BR",
                primary_color = "#AABB0C",
                greeting = "Ahoj 👋",
                allowed_origins = new[]
                {
                    "HTTPS://Acme.Example",
                    "https://acme.example:443",
                    "http://localhost:3000",
                    "https://acme.example",
                },
                stage_update_mode = "exact",
                identity_verification_required = true,
                help_center_enabled = false,
            },
            ("If-Match", before.Headers["ETag"])
        );
        all.MustMatch("all");
        Assert.That(all.Headers["ETag"], Is.Not.EqualTo(before.Headers["ETag"]));

        var some = await workspace.Owner.PatchAsync(path, new { greeting = (string?)null, allowed_origins = (string[]?)null });
        some.MustMatch("some");
        var after = await workspace.Owner.GetAsync(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Text, Is.EqualTo(some.Text));
            Assert.That(after.Headers["ETag"], Is.EqualTo(some.Headers["ETag"]));
        }

        (await workspace.Owner.PatchAsync(path, new { greeting = "Hi" }, ("If-Match", all.Headers["ETag"]))).MustBe(
            412,
            "precondition_failed"
        );
    }

    [TestCase("{}")]
    [TestCase("""{"name": "Test", "primary_color": "#2563EB", "greeting": " ", "allowed_origins": [], "help_center_enabled": true}""")]
    public async Task A_call_that_changes_nothing_moves_nothing(string body)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}/settings";
        var before = await workspace.Owner.GetAsync(path);

        var answer = await workspace.Owner.PatchAsync(path, body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo(before.Text));
            Assert.That((await workspace.Owner.GetAsync(path)).Headers["ETag"], Is.EqualTo(before.Headers["ETag"]));
        }
    }

    [TestCase("""{"name": null}""", "name")]
    [TestCase("""{"name": " "}""", "name")]
    [TestCase("""{"default_locale": null}""", "default_locale")]
    [TestCase("""{"default_locale": ""}""", "default_locale")]
    [TestCase("""{"default_locale": "english language"}""", "default_locale")]
    [TestCase("""{"default_locale": "en_US"}""", "default_locale")]
    [TestCase("""{"default_locale": "en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd"}""", "default_locale")]
    [TestCase("""{"primary_color": null}""", "primary_color")]
    [TestCase("""{"primary_color": "red"}""", "primary_color")]
    [TestCase("""{"primary_color": "#fff"}""", "primary_color")]
    [TestCase("""{"primary_color": "#2563eb00"}""", "primary_color")]
    [TestCase("""{"primary_color": "#2563eb\n"}""", "primary_color")]
    [TestCase("""{"greeting": 7}""", "greeting")]
    [TestCase("""{"greeting": "a\u0000"}""", "greeting")]
    [TestCase("""{"allowed_origins": "https://acme.example"}""", "allowed_origins")]
    [TestCase("""{"allowed_origins": ["https://acme.example", "https://acme.example/"]}""", "allowed_origins[1]")]
    [TestCase("""{"allowed_origins": ["https://acme.example", null]}""", "allowed_origins[1]")]
    [TestCase("""{"allowed_origins": ["https://acme.example", 7]}""", "allowed_origins[1]")]
    [TestCase("""{"allowed_origins": ["*"]}""", "allowed_origins[0]")]
    [TestCase("""{"stage_update_mode": null}""", "stage_update_mode")]
    [TestCase("""{"stage_update_mode": "Exact"}""", "stage_update_mode")]
    [TestCase("""{"identity_verification_required": null}""", "identity_verification_required")]
    [TestCase("""{"identity_verification_required": "true"}""", "identity_verification_required")]
    [TestCase("""{"help_center_enabled": null}""", "help_center_enabled")]
    [TestCase("""{"help_center_enabled": 1}""", "help_center_enabled")]
    public async Task Refuses_an_invalid_field_and_names_it(string body, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}/settings";
        var before = await workspace.Owner.GetAsync(path);

        (await workspace.Owner.PatchAsync(path, body)).MustName(field);

        Assert.That((await workspace.Owner.GetAsync(path)).Headers["ETag"], Is.EqualTo(before.Headers["ETag"]));
    }

    [Test]
    public async Task Refuses_what_is_too_long_or_too_many()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}/settings";
        string[] Origins(int count) => [.. Enumerable.Range(0, count).Select(i => $"https://s{i}.acme.example")];

        (await workspace.Owner.PatchAsync(path, new { name = new string('x', 201) })).MustName("name");
        (await workspace.Owner.PatchAsync(path, new { greeting = new string('x', 1001) })).MustName("greeting");
        (await workspace.Owner.PatchAsync(path, new { allowed_origins = Origins(101) })).MustName("allowed_origins");
        await workspace
            .Owner.PatchAsync(
                path,
                new
                {
                    name = new string('x', 200),
                    greeting = new string('x', 1000),
                    allowed_origins = Origins(100),
                }
            )
            .MustAsync();
    }

    [Test]
    public async Task Is_for_admins_of_its_workspace()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var stranger = (await TestWorkspace.CreateAsync()).Owner;
        var path = $"projects/{workspace.Project.Id}/settings";

        (await (await workspace.AddMemberAsync(Role.Agent)).PatchAsync(path, new { greeting = "Hi" })).MustBe(403, "role_required");
        (await stranger.PatchAsync(path, new { greeting = "Hi" })).MustBe(404, "project_not_found");
        await (await workspace.AddMemberAsync(Role.Admin)).PatchAsync(path, new { greeting = "Hi" }).MustAsync();
    }

    [Test]
    public async Task Touches_no_other_project()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();
        var before = await workspace.Owner.GetAsync($"projects/{other.Id}/settings");

        await workspace.Owner.PatchAsync($"projects/{workspace.Project.Id}/settings", new { greeting = "Hi" }).MustAsync();

        var after = await workspace.Owner.GetAsync($"projects/{other.Id}/settings");
        Assert.That((after.Text, after.Headers["ETag"]), Is.EqualTo((before.Text, before.Headers["ETag"])));
    }

    [Test]
    public async Task A_widget_sees_each_change_at_once_on_every_instance()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync();
        var there = workspace.Project.Through(client);
        var (settings, config) = ($"projects/{workspace.Project.Id}/settings", $"/api/widget/config?project_id={workspace.Project.Id}");
        var tag = (await there.GetAsync(config)).Headers["ETag"];

        foreach (
            var (body, member) in new[]
            {
                ("""{"name": "Acme shop"}""", "name"),
                ("""{"default_locale": "sl"}""", "default_locale"),
                ("""{"primary_color": "#00ff00"}""", "primary_color"),
                ("""{"greeting": "Dober dan"}""", "greeting"),
                ("""{"help_center_enabled": false}""", "help_center_enabled"),
                ("""{"identity_verification_required": true}""", "identity_verification_required"),
            }
        )
        {
            var changed = (await workspace.Owner.PatchAsync(settings, body).MustAsync()).GetProperty("settings").GetProperty(member);
            var seen = await there.GetAsync(config, ("If-None-Match", tag));
            Assert.That(seen.Status, Is.EqualTo(200), member);
            Assert.That(seen.Body.GetProperty("config").GetProperty(member).GetRawText(), Is.EqualTo(changed.GetRawText()));
            tag = seen.Headers["ETag"];
        }

        (await there.PostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" })).MustBe(
            401,
            "identity_verification_required"
        );
    }

    [Test]
    public async Task Origins_and_mode_hold_at_once_on_every_instance()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync();
        var there = workspace.Project.Through(client);
        await there.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                company = new { id = "acme", stage = "Proposal" },
            }
        );

        await workspace
            .Owner.PatchAsync(
                $"projects/{workspace.Project.Id}/settings",
                new { allowed_origins = new[] { "https://ACME.example" }, stage_update_mode = "exact" }
            )
            .MustAsync();

        Task<Exchange> FromAsync(string origin) =>
            there.PostRawAsync(
                "set-stage",
                $$"""{"project_id": "{{there.Id}}", "visitor_id": "v-1", "stage": "Lead"}""",
                headers: ("Origin", origin)
            );
        (await FromAsync("https://evil.example")).MustBe(403, "origin_not_allowed");
        var answer = await FromAsync("https://acme.example");
        Assert.That(answer.Body.GetProperty("applied").GetBoolean(), answer.Text);
    }

    [Test]
    public async Task Of_many_at_once_none_undoes_another()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}/settings";
        string[] bodies =
        [
            """{"name": "Acme shop"}""",
            """{"default_locale": "sl"}""",
            """{"primary_color": "#00ff00"}""",
            """{"greeting": "Dober dan"}""",
            """{"allowed_origins": ["https://acme.example"]}""",
            """{"stage_update_mode": "exact"}""",
            """{"identity_verification_required": true}""",
            """{"help_center_enabled": false}""",
        ];

        var answers = await Task.WhenAll(bodies.Select(body => workspace.Owner.PatchAsync(path, body)));

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200));
        Assert.That(answers.Select(a => a.Headers["ETag"]), Is.Unique);
        (await workspace.Owner.GetAsync(path)).MustMatch();
    }
}
