using System.Text.Json;
using Hal.Api.Domain.Members;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Conversations;

/// <summary>Contract 6: the conversations of the key's project, read and settled.</summary>
public class ConversationTests
{
    private const string Later = "2999-01-01T10:00:00.5+01:00";

    [Test]
    public async Task Shows_each_with_its_newest_message_and_its_version()
    {
        var (workspace, key, id) = await BeginAsync();
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "A note", @internal = true }).MustAsync();

        var one = await key.GetAsync($"conversations/{id}");

        one.MustMatch("one");
        (await key.GetAsync("conversations")).MustMatch();
        Assert.That((await key.GetAsync($"conversations/{id}", ("If-None-Match", one.Headers["ETag"]))).Status, Is.EqualTo(304));
        (await key.GetAsync($"conversations/{id}", ("If-Match", "\"77\""))).MustBe(412, "precondition_failed");
    }

    [Test]
    public async Task Who_people_are_takes_the_scope_for_contacts()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        await visitor.PostAsync("identify", new { email = "secret@acme.example" }).MustAsync();
        var (id, key) = (started.Text("conversation", "id"), await workspace.AddKeyAsync("conversations:read", "conversations:write"));

        foreach (var path in new[] { "conversations", $"conversations/{id}", $"conversations/{id}/messages" })
        {
            Assert.That((await key.GetAsync(path)).Text, Does.Contain("Hello").And.Not.Contain("secret"), path);
            Assert.That((await (await workspace.AddKeyAsync()).GetAsync(path)).Text, Does.Contain("secret"), path);
        }

        Assert.That((await key.PatchAsync($"conversations/{id}", new { status = "resolved" })).Text, Does.Not.Contain("secret"));
        Assert.That(
            (await key.GetAsync("conversations?search=secret")).MustBe(403, "missing_scope").Body.GetProperty("detail").GetString(),
            Does.Contain("contacts:read")
        );
    }

    [Test]
    public async Task A_walk_repeats_none_and_misses_none_while_more_begin()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (key, made, n) = (await workspace.AddKeyAsync(), new List<string?>(), 0);
        for (var i = 0; i < 5; i++)
            made.Insert(0, (await TestVisitor.BeginAsync(workspace.Project, $"v-{i}")).Started.Text("conversation", "id"));

        var walked = await key.WalkAsync("conversations", "conversations", between: async () =>
            await TestVisitor.BeginAsync(workspace.Project, $"late-{n++}")
        );

        Assert.That(walked.Texts("id"), Is.EqualTo(made));
    }

    [TestCase("", "bo ana cy")]
    [TestCase("status=open", "bo ana")]
    [TestCase("status=resolved", "cy")]
    [TestCase("assignee_id={member}", "ana")]
    [TestCase("assignee_id=none", "bo cy")]
    [TestCase("contact_id={contact}", "ana")]
    [TestCase("search=INVOICE", "bo ana")]
    [TestCase("search=invoice&status=open&assignee_id=none", "bo")]
    [TestCase("search=novak", "ana")]
    [TestCase("search=refund", "")]
    [TestCase("order=recent", "cy bo ana")]
    public async Task Finds_by_each_filter_as_a_member_does(string query, string expected)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (key, project) = (await workspace.AddKeyAsync(), workspace.Project);
        var colleague = await workspace.AddMemberAsync(Role.Agent);
        var ids = new Dictionary<string, string>();
        foreach (var (name, content) in new[] { ("cy", "Hello"), ("ana", "My invoice"), ("bo", "Another invoice") })
            ids[(await TestVisitor.BeginAsync(project, name, content)).Started.Text("conversation", "id")!] = name;

        string Of(string name) => ids.Single(i => i.Value == name).Key;
        var contact = (
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "ana",
                    user_id = "u-1",
                    name = "Ana Novák",
                }
            )
        ).Text("contact", "id")!;
        await workspace.Owner.PatchAsync($"conversations/{Of("ana")}", new { assignee_id = colleague.Id }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{Of("cy")}/messages", new { content = "Done" }).MustAsync();
        await key.PatchAsync($"conversations/{Of("cy")}", new { status = "resolved" }).MustAsync();
        var filled = query
            .Replace("{member}", $"{colleague.Id}", StringComparison.Ordinal)
            .Replace("{contact}", contact, StringComparison.Ordinal);

        var found = await key.WalkAsync($"conversations?{filled}", "conversations", limit: 1);

        Assert.That(string.Join(' ', found.Texts("id").Select(id => ids[id!])), Is.EqualTo(expected));
        Assert.That(
            (await workspace.Owner.WalkAsync($"conversations?{filled}", "conversations")).Texts("id"),
            Is.EqualTo(found.Texts("id"))
        );
    }

    [TestCase("status=closed", "status")]
    [TestCase("assignee_id=me", "assignee_id")]
    [TestCase("contact_id=x", "contact_id")]
    [TestCase("search=a%00", "search")]
    [TestCase("order=oldest", "order")]
    [TestCase("limit=0", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_a_filter_that_is_none(string query, string field) =>
        (await (await (await TestWorkspace.CreateAsync()).AddKeyAsync()).GetAsync($"conversations?{query}")).MustName(field);

    [Test]
    public async Task Settles_puts_aside_and_opens_and_tells_of_it()
    {
        var (workspace, key, id) = await BeginAsync();
        using var stream = await EventStream.OpenAsync(
            (await TestHost.RunningAsync()).Client,
            "/api/stream",
            ("Authorization", $"Bearer {workspace.Owner.Token}")
        );

        var exchange = await key.PatchAsync($"conversations/{id}", new { status = "snoozed", snoozed_until = Later });

        exchange.MustMatch();
        Assert.That(JsonElement.DeepEquals((await key.GetAsync($"conversations/{id}")).Body, exchange.Body));
        var told = await stream.NextAsync();
        Assert.That((told.Name, told.Data.GetProperty("conversation").Text("status")), Is.EqualTo(("conversation_updated", "snoozed")));
        foreach (var status in new[] { "resolved", "open" })
        {
            var changed = (await key.PatchAsync($"conversations/{id}", new { status }).MustAsync()).GetProperty("conversation");
            Assert.That((changed.Text("status"), changed.Text("snoozed_until")), Is.EqualTo((status, (string?)null)));
        }

        var entry = (await workspace.Owner.GetAsync("audit?action=patch_conversation").MustAsync()).GetProperty("entries")[2];
        Assert.That(
            (entry.Text("source"), entry.GetProperty("actor").Text("id"), entry.Text("target_id")),
            Is.EqualTo(("v1", $"{key.Id}", id))
        );
    }

    [Test]
    public async Task What_changes_nothing_writes_nothing_and_who_it_is_assigned_to_is_not_a_key_s_to_say()
    {
        var (workspace, key, id) = await BeginAsync();
        await workspace.Owner.PatchAsync($"conversations/{id}", new { assignee_id = workspace.Owner.Id }).MustAsync();
        var before = await workspace.Project.FingerprintAsync();

        foreach (var body in new object[] { new { }, new { status = "open" }, new { assignee_id = (string?)null } })
            Assert.That((await key.PatchAsync($"conversations/{id}", body)).Headers["ETag"], Is.EqualTo("\"2\""));

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("""{"status":"closed"}""", "status")]
    [TestCase("""{"status":null}""", "status")]
    [TestCase("""{"status":"snoozed"}""", "snoozed_until")]
    [TestCase("""{"status":"snoozed","snoozed_until":"2020-01-01T00:00:00Z"}""", "snoozed_until")]
    [TestCase("""{"status":"snoozed","snoozed_until":"tomorrow"}""", "snoozed_until")]
    [TestCase("""{"snoozed_until":"2999-01-01T00:00:00Z"}""", "snoozed_until")]
    public async Task Refuses_what_has_no_meaning_and_names_the_field(string json, string field)
    {
        var (workspace, key, id) = await BeginAsync();
        var before = await workspace.Project.FingerprintAsync();

        (await key.PatchAsync($"conversations/{id}", json)).MustName(field);

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Changes_only_what_the_caller_has_seen()
    {
        var (_, key, id) = await BeginAsync();
        await key.PatchAsync($"conversations/{id}", new { status = "resolved" }, ("If-Match", "\"1\"")).MustAsync();

        (await key.PatchAsync($"conversations/{id}", new { status = "open" }, ("If-Match", "\"1\""))).MustBe(412, "precondition_failed");

        Assert.That((await key.GetAsync($"conversations/{id}").MustAsync()).Text("conversation", "status"), Is.EqualTo("resolved"));
    }

    [Test]
    public async Task Answers_another_project_s_conversation_like_one_that_is_not_there()
    {
        var (workspace, _, id) = await BeginAsync();
        var other = await workspace.AddProjectAsync();
        var key = await workspace.AddKeyAsync(other);
        var before = await workspace.Project.FingerprintAsync();
        foreach (
            var (method, rest, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Get, "", null),
                (HttpMethod.Get, "/messages", null),
                (HttpMethod.Patch, "", new { status = "resolved" }),
                (HttpMethod.Post, "/messages", new { content = "Hi" }),
            }
        )
        {
            var foreign = await key.SendAsync(method, $"conversations/{id}{rest}", body, ("X-Request-Id", "same"));
            var missing = await key.SendAsync(method, $"conversations/{Guid.NewGuid()}{rest}", body, ("X-Request-Id", "same"));
            var malformed = await key.SendAsync(method, $"conversations/x{rest}", body, ("X-Request-Id", "same"));

            foreign.MustBe(404, "not_found");
            Assert.That(new[] { missing.Text, malformed.Text }, Is.All.EqualTo(foreign.Text), $"{method} {rest}");
        }

        foreach (var query in new[] { "", "?status=open", "?search=hello", "?order=recent", $"?project_id={workspace.Project.Id}" })
        {
            var page = await key.GetAsync($"conversations{query}", ("X-Project-Id", workspace.Project.Id.ToString())).MustAsync();
            Assert.That(page.GetProperty("conversations").GetArrayLength(), Is.Zero, query);
        }

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    private static async Task<(TestWorkspace Workspace, TestKey Key, string Id)> BeginAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (_, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        return (workspace, await workspace.AddKeyAsync(), started.Text("conversation", "id")!);
    }
}
