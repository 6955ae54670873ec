using Hal.Api.Domain.Members;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: what a visitor writes and reads.</summary>
public class ConversationFlowTests
{
    [Test]
    public async Task Both_sides_see_what_the_other_wrote()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "Hi, this is Mia." }).MustAsync();
        await workspace
            .Owner.PostAsync($"conversations/{id}/messages", new { content = "Looks like a lead", @internal = true })
            .MustAsync();
        var sent = await visitor.SendAsync(id, new { content = "Great!", client_message_id = "m-2" });

        sent.MustMatch("sent");
        (await visitor.ListAsync()).MustMatch("list");
        (await visitor.MessagesAsync(id)).MustMatch("messages");
        (await visitor.ReadAsync(id)).MustMatch("read");
        (await visitor.TypeAsync(id)).MustMatch("typing");
    }

    [Test]
    public async Task A_note_among_members_is_nowhere_to_be_seen()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        var before = ((await visitor.ListAsync().MustAsync()).ToString(), (await visitor.MessagesAsync(id).MustAsync()).ToString());

        var note = await workspace
            .Owner.PostAsync($"conversations/{id}/messages", new { content = "a secret", @internal = true })
            .MustAsync();
        await workspace
            .Owner.PatchAsync(
                $"conversations/{id}",
                new
                {
                    status = "snoozed",
                    snoozed_until = "2999-01-01T00:00:00Z",
                    assignee_id = workspace.Owner.Id,
                }
            )
            .MustAsync();

        Assert.That(
            ((await visitor.ListAsync().MustAsync()).ToString(), (await visitor.MessagesAsync(id).MustAsync()).ToString()),
            Is.EqualTo(before)
        );
        // Not even as a place to go on from.
        var asked = await visitor.MessagesAsync(id, $"after={note.Text("message", "id")}");
        Assert.That(
            asked.MustName("after").Body.GetProperty("detail").GetString(),
            Is.EqualTo((await visitor.MessagesAsync(id, $"after={Guid.CreateVersion7()}")).Body.GetProperty("detail").GetString())
        );
    }

    [Test]
    public async Task A_member_appears_by_name_and_never_by_e_mail()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        var nameless = await workspace.AddMemberAsync(Role.Agent);
        await workspace.Project.ExecuteAsync("update members set name = null where id = @id", new { id = nameless.Id });
        await nameless.PostAsync($"conversations/{id}/messages", new { content = "Hi" }).MustAsync();

        var messages = await visitor.MessagesAsync(id);
        Assert.That(messages.Text + (await visitor.ListAsync()).Text, Does.Not.Contain("@hal.example"));
        Assert.That(
            messages.Body.GetProperty("messages")[1].GetProperty("author").GetProperty("name").ValueKind,
            Is.EqualTo(System.Text.Json.JsonValueKind.Null)
        );
    }

    [Test]
    public async Task Nothing_is_told_of_the_contact_that_the_visitor_did_not_say()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var identified = await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        await workspace
            .Owner.PatchAsync($"contacts/{identified.Text("contact", "id")}", new { name = "A name that members know" })
            .MustAsync();
        var visitor = new TestVisitor(workspace.Project, "v-1") { Token = identified.Text("visitor_token") };
        var started = await visitor.StartAsync(new { content = "Hello" });

        var seen =
            started.Text + (await visitor.ListAsync()).Text + (await visitor.MessagesAsync(started.Body.Text("conversation", "id")!)).Text;

        Assert.That(seen, Does.Not.Contain("A name").And.Not.Contain("ana@").And.Not.Contain("contact").And.Not.Contain("assignee"));
    }

    [Test]
    public async Task Messages_are_read_on_from_the_last_one_known_while_more_come()
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1", "0");
        var id = started.Text("conversation", "id")!;
        for (var i = 1; i < 7; i++)
            await visitor.SendAsync(id, new { content = $"{i}" }).MustAsync();

        var (read, after) = (new List<string?>(), "");
        for (var page = 0; page < 20; page++)
        {
            var answer = await visitor.MessagesAsync(id, $"limit=2{after}").MustAsync();
            var messages = answer.GetProperty("messages").EnumerateArray().ToList();
            read.AddRange(messages.Texts("content"));
            if (page < 2)
                await visitor.SendAsync(id, new { content = $"late {page}" }).MustAsync();

            if (answer.Text("next_cursor") is not { } next)
                break;

            Assert.That(next, Is.EqualTo(messages[^1].Text("id")));
            after = page % 2 == 0 ? $"&after={next}" : $"&cursor={next}";
        }

        Assert.That(read, Is.EqualTo((string[])["0", "1", "2", "3", "4", "5", "6", "late 0", "late 1"]));
        var last = (await visitor.MessagesAsync(id, "limit=200").MustAsync()).GetProperty("messages")[8].Text("id");
        Assert.That((await visitor.MessagesAsync(id, $"after={last}").MustAsync()).GetProperty("messages").GetArrayLength(), Is.Zero);
    }

    [TestCase("after=x", "after")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("limit=0", "limit")]
    [TestCase("limit=201", "limit")]
    [TestCase("after=0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11", "after")]
    [TestCase("after=0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11&cursor=0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c12", "cursor")]
    [TestCase("x=%00", "x")]
    public async Task Refuses_a_place_that_is_none(string query, string field)
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");

        (await visitor.MessagesAsync(started.Text("conversation", "id")!, query)).MustName(field);
    }

    [TestCase("cursor=x", "cursor")]
    [TestCase("limit=x", "limit")]
    public async Task Refuses_a_page_that_is_none(string query, string field)
    {
        var project = await TestProject.CreateAsync();
        var (visitor, _) = await TestVisitor.BeginAsync(project, "v-1");

        (await visitor.ListAsync(query)).MustName(field);
    }

    [Test]
    public async Task Conversations_are_walked_newest_first()
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");
        List<string?> made = [started.Text("conversation", "id")];
        for (var i = 0; i < 4; i++)
            made.Insert(0, (await visitor.StartAsync(new { content = "More" }).MustAsync()).Text("conversation", "id"));

        var (read, cursor) = (new List<string?>(), "");
        do
        {
            var page = await visitor.ListAsync($"limit=2{cursor}").MustAsync();
            read.AddRange(page.GetProperty("conversations").EnumerateArray().Texts("id"));
            cursor = page.Text("next_cursor") is { } next ? $"&cursor={next}" : "";
        } while (cursor.Length > 0);

        Assert.That(read, Is.EqualTo(made));
    }

    [Test]
    public async Task Unread_ones_are_counted_for_both_sides_until_they_are_read()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        await visitor.SendAsync(id, new { content = "Hello?" }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "one" }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "two" }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "note", @internal = true }).MustAsync();

        Assert.That(await UnreadAsync(), Is.EqualTo((2, 2)));

        await visitor.ReadAsync(id).MustAsync();
        Assert.That(await UnreadAsync(), Is.EqualTo((2, 0)));

        Assert.That((await workspace.Owner.PostAsync($"conversations/{id}/read", null)).Status, Is.EqualTo(204));
        Assert.That(await UnreadAsync(), Is.EqualTo((0, 0)));

        async Task<(int Members, int Visitor)> UnreadAsync() =>
            (
                (await workspace.Owner.GetAsync($"conversations/{id}").MustAsync())
                    .GetProperty("conversation")
                    .GetProperty("unread_count")
                    .GetInt32(),
                (await visitor.ListAsync().MustAsync()).GetProperty("conversations")[0].GetProperty("unread_count").GetInt32()
            );
    }

    [TestCase("snoozed")]
    [TestCase("resolved")]
    public async Task Writing_opens_what_was_put_aside(string status)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        await workspace
            .Owner.PatchAsync($"conversations/{id}", new { status, snoozed_until = status == "snoozed" ? "2999-01-01T00:00:00Z" : null })
            .MustAsync();
        Assert.That(
            (await visitor.ListAsync().MustAsync()).GetProperty("conversations")[0].Text("status"),
            Is.EqualTo(status == "resolved" ? status : "open")
        );

        // A member's message does not.
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "Done" }).MustAsync();
        Assert.That(await workspace.Project.OneAsync<string>("select status from conversations where project_id = @p"), Is.EqualTo(status));

        await visitor.SendAsync(id, new { content = "One more thing" }).MustAsync();
        Assert.That(
            await workspace.Project.OneAsync<string>(
                "select concat_ws('|', status, snoozed_until) from conversations where project_id = @p"
            ),
            Is.EqualTo("open")
        );
    }

    [Test]
    public async Task A_repeat_stores_nothing_and_an_id_is_for_one_conversation()
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");
        var other = (await visitor.StartAsync(new { content = "Another" }).MustAsync()).Text("conversation", "id")!;
        var id = started.Text("conversation", "id")!;
        var first = await visitor.SendAsync(id, new { content = "Hello", client_message_id = "m-1" });

        var repeat = await visitor.SendAsync(id, new { content = "Hello again", client_message_id = "m-1" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Status, Is.EqualTo(201));
            Assert.That(repeat.Status, Is.EqualTo(200));
            Assert.That(repeat.Body.GetProperty("duplicate").GetBoolean());
            Assert.That(repeat.Body.GetProperty("message").ToString(), Is.EqualTo(first.Body.GetProperty("message").ToString()));
            Assert.That(await project.OneAsync<long>("select count(*) from messages where project_id = @p"), Is.EqualTo(3));
        }

        (await visitor.SendAsync(other, new { content = "Hello", client_message_id = "m-1" }))
            .MustName("client_message_id", "client_message_id_reused")
            .MustMatch();

        // Another visitor may call its messages alike.
        var (stranger, strange) = await TestVisitor.BeginAsync(project, "v-2");
        Assert.That(
            (await stranger.SendAsync(strange.Text("conversation", "id")!, new { content = "Hello", client_message_id = "m-1" })).Status,
            Is.EqualTo(201)
        );
    }

    [Test]
    public async Task A_refused_message_changes_nothing()
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");
        var before = await project.FingerprintAsync();

        (await visitor.SendAsync(started.Text("conversation", "id")!, new { content = " " })).MustName("content");
        (await visitor.SendAsync(Guid.CreateVersion7().ToString(), new { content = "x" })).MustBe(404, "not_found");

        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Limits_are_those_of_the_widget()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:WidgetVisitorPerMinute", "3"));
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");
        var list = await visitor.ListAsync();
        Assert.That(list.Headers["RateLimit"], Does.Contain("\"visitor\";r=1").And.Contain("\"address\""));
        await visitor.MessagesAsync(started.Text("conversation", "id")!).MustAsync();

        (await visitor.ListAsync()).MustBe(429, "rate_limited");
        (await visitor.SendAsync(started.Text("conversation", "id")!, new { content = "x" })).MustBe(429, "rate_limited");
    }
}
