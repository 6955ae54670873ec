using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: what holds for all conversation routes of a visitor.</summary>
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
