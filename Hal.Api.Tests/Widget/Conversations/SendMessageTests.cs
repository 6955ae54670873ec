using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: a visitor writes in a conversation.</summary>
public class SendMessageTests
{
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
    public async Task A_refused_message_changes_nothing()
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");
        var before = await project.FingerprintAsync();

        (await visitor.SendAsync(started.Text("conversation", "id")!, new { content = " " })).MustName("content");
        (await visitor.SendAsync(Guid.CreateVersion7().ToString(), new { content = "x" })).MustBe(404, "not_found");

        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }
}
