using System.Text.Json;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Audit;

/// <summary>Contract 5: who changed what, through which family.</summary>
public class ListAuditTests
{
    [Test]
    public async Task Shows_who_changed_what_and_which_fields()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contact = (
            await workspace
                .Owner.PostAsync(
                    "contacts",
                    new
                    {
                        email = "ana@acme.example",
                        name = "Ana",
                        metadata = new { plan = "pro" },
                    }
                )
                .MustAsync()
        ).GetProperty("contact");
        await workspace
            .Owner.PatchAsync($"contacts/{contact.GetProperty("id")}", new { phone = (string?)null, notes = "secretly" })
            .MustAsync();

        var exchange = await workspace.Owner.GetAsync("audit", ("X-Request-Id", "r"));

        Assert.That(exchange.Text, Does.Not.Contain("ana@acme.example").And.Not.Contains("secretly"));
        var entries = exchange.Body.GetProperty("entries").EnumerateArray().ToList();
        Assert.That(entries.Select(e => e.GetProperty("action").GetString()), Is.EqualTo(["patch_contact", "create_contact"]));
        Assert.That(entries[0].GetProperty("fields").EnumerateArray().Select(f => f.GetString()), Is.EqualTo(["notes", "phone"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entries[0].GetProperty("source").GetString(), Is.EqualTo("account"));
            Assert.That(entries[0].GetProperty("target_id").GetString(), Is.EqualTo(contact.GetProperty("id").GetString()));
            Assert.That(entries[0].GetProperty("project_id").GetGuid(), Is.EqualTo(workspace.Project.Id));
            Assert.That(entries[0].GetProperty("actor").GetProperty("id").GetGuid(), Is.EqualTo(workspace.Owner.Id));
            Assert.That(entries[0].GetProperty("actor").GetProperty("email").GetString(), Is.EqualTo(workspace.Owner.Email));
            Assert.That(entries[0].GetProperty("actor").GetProperty("type").GetString(), Is.EqualTo("member"));
        }
    }

    [Test]
    public async Task Has_no_entry_for_a_call_that_was_refused_or_changed_nothing()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = (await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }).MustAsync())
            .GetProperty("contact")
            .GetProperty("id");
        await workspace.Owner.PatchAsync($"contacts/{id}", new { email = "ANA@acme.example" }).MustAsync();
        (await workspace.Owner.PatchAsync($"contacts/{id}", new { email = "nobody" })).MustName("email");
        (await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" })).MustBe(409, "email_taken");
        (await workspace.Owner.PatchAsync($"contacts/{id}", new { name = "Ana" }, ("If-Match", "\"7\""))).MustBe(
            412,
            "precondition_failed"
        );

        Assert.That(await ActionsAsync(workspace.Owner, "audit"), Is.EqualTo(["create_contact"]));
    }

    [Test]
    public async Task A_change_and_its_entry_are_written_together_or_not_at_all()
    {
        await using var database = await SpareDatabase.CreateAsync();
        await using var app = new HalApp(database.ConnectionString);
        using var client = app.Start();
        var owner = (await TestWorkspace.CreateAsync(app, client, (await TestHost.RunningAsync()).Database)).Owner;
        await owner.PostAsync("contacts", new { name = "Ana" }).MustAsync();

        Assert.That(
            await database.OneAsync<bool>("select c.xmin::text = a.xmin::text from contacts c join audit_entries a on a.target = c.id")
        );

        await database.ExecuteAsync("alter table audit_entries add constraint audit_entries_none_ck check (false) not valid");
        (await owner.PostAsync("contacts", new { name = "Bo" })).MustBe(500, "internal_error");
        Assert.That(await database.OneAsync<long>("select count(*) from contacts"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_entry_outlives_the_member_who_made_the_change()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);
        await agent.PostAsync("contacts", new { name = "Ana" }).MustAsync();
        await workspace.Project.ExecuteAsync("delete from members where id = @id", new { id = agent.Id });

        var actor = (await workspace.Owner.GetAsync("audit").MustAsync()).GetProperty("entries")[0].GetProperty("actor");

        Assert.That(actor.GetRawText(), Is.EqualTo($$"""{"id":"{{agent.Id}}","type":"member","name":null,"email":null}"""));
    }

    [Test]
    public async Task Shows_what_an_API_key_did_under_its_name()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        await key.PostAsync("contacts", new { email = "ana@acme.example" }).MustAsync();

        var entry = (await workspace.Owner.GetAsync("audit").MustAsync()).GetProperty("entries")[0];

        Assert.That(entry.GetProperty("source").GetString(), Is.EqualTo("v1"));
        Assert.That(entry.GetProperty("actor").GetProperty("type").GetString(), Is.EqualTo("api_key"));
        Assert.That(entry.GetProperty("actor").GetProperty("name").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task Filters_combine()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);
        var second = await workspace.AddProjectAsync();
        var (one, two) = (("X-Project-Id", $"{workspace.Project.Id}"), ("X-Project-Id", $"{second.Id}"));
        var id = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }, one).MustAsync())
            .GetProperty("contact")
            .GetProperty("id")
            .GetString();
        await agent.PatchAsync($"contacts/{id}", new { name = "Bo" }, one).MustAsync();
        await agent.PostAsync("contacts", new { name = "Cleo" }, two).MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ActionsAsync(workspace.Owner, $"audit?project_id={second.Id}"), Is.EqualTo(["create_contact"]));
            Assert.That(await ActionsAsync(workspace.Owner, $"audit?target={id}"), Is.EqualTo(["patch_contact", "create_contact"]));
            Assert.That(await ActionsAsync(workspace.Owner, $"audit?actor={agent.Id}"), Is.EqualTo(["create_contact", "patch_contact"]));
            Assert.That(await ActionsAsync(workspace.Owner, $"audit?actor={agent.Id}&action=patch_contact"), Is.EqualTo(["patch_contact"]));
            Assert.That(await ActionsAsync(workspace.Owner, $"audit?actor={agent.Id}&target={Guid.NewGuid()}"), Is.Empty);
        }
    }

    [Test]
    public async Task Pages_repeat_and_miss_nothing_while_entries_are_added()
    {
        var workspace = await TestWorkspace.CreateAsync();
        for (var i = 0; i < 5; i++)
            await workspace.Owner.PostAsync("contacts", new { name = $"{i}" }).MustAsync();

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await workspace.Owner.GetAsync($"audit?limit=2{cursor}").MustAsync();
            seen.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            await workspace.Owner.PostAsync("contacts", new { name = "late" }).MustAsync();
            cursor = page.GetProperty("next_cursor").ValueKind is JsonValueKind.Null ? "" : $"&cursor={page.GetProperty("next_cursor")}";
        } while (cursor.Length > 0);

        Assert.That(seen, Has.Count.EqualTo(5).And.Unique);
    }

    [Test]
    public async Task Shows_nothing_of_another_workspace()
    {
        var (own, stranger) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());
        var id = (await stranger.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).GetProperty("contact").GetProperty("id");

        Assert.That(await ActionsAsync(own.Owner, "audit"), Is.Empty);
        Assert.That(await ActionsAsync(own.Owner, $"audit?target={id}"), Is.Empty);
        Assert.That(await ActionsAsync(own.Owner, $"audit?project_id={stranger.Project.Id}"), Is.Empty);
        Assert.That(await ActionsAsync(own.Owner, $"audit?actor={stranger.Owner.Id}"), Is.Empty);
    }

    [TestCase("audit?project_id=x", "project_id")]
    [TestCase("audit?target=x", "target")]
    [TestCase("audit?actor=x", "actor")]
    [TestCase("audit?action=Patch contact", "action")]
    [TestCase("audit?action=%00", "action")]
    [TestCase("audit?limit=0", "limit")]
    [TestCase("audit?cursor=x", "cursor")]
    public async Task Refuses_an_invalid_filter(string path, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync(path)).MustName(field);
    }

    private static async Task<IEnumerable<string?>> ActionsAsync(TestMember member, string path) =>
        (await member.GetAsync(path).MustAsync())
            .GetProperty("entries")
            .EnumerateArray()
            .Select(e => e.GetProperty("action").GetString())
            .ToList();
}
