using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Conversations;

/// <summary>Contract 5: a member writes to the visitor, or a note.</summary>
public class SendMessageTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task Stores_the_message_and_announces_it(bool isInternal)
    {
        var (workspace, path) = await Conversations.BeginAsync();

        var exchange = await workspace.Owner.PostAsync(
            $"{path}/messages",
            new
            {
                content = " Hello ",
                @internal = isInternal,
                client_message_id = "m-1",
            }
        );

        exchange.MustMatch($"{isInternal}");
        Assert.That(
            await workspace.Project.OneAsync<string>(
                "select concat_ws('|', message_count, unread_by_members, unread_by_visitor, last_public_id = last_message_id) "
                    + "from conversations where project_id = @p"
            ),
            Is.EqualTo(isInternal ? "2|1|0|f" : "2|1|1|t")
        );
        Assert.That(
            await workspace.Project.OneAsync<long>("select count(*) from stream_events where project_id = @p and kind = 'message'"),
            Is.EqualTo(2)
        );
        Assert.That(
            await workspace.Project.OneAsync<string>("select concat_ws('|', action, fields) from audit_entries where project = @p"),
            Is.EqualTo("send_message|{client_message_id,content,internal}")
        );
    }

    [Test]
    public async Task A_repeat_stores_nothing_and_an_id_is_for_one_conversation()
    {
        var (workspace, path) = await Conversations.BeginAsync();
        var (_, other) = await TestVisitor.BeginAsync(workspace.Project, "v-2");
        var first = await workspace.Owner.PostAsync($"{path}/messages", new { content = "Hello", client_message_id = "m-1" });
        var before = await workspace.Project.FingerprintAsync();

        var repeat = await workspace.Owner.PostAsync($"{path}/messages", new { content = "Hello again", client_message_id = "m-1" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Status, Is.EqualTo(201), first.Text);
            Assert.That(repeat.Status, Is.EqualTo(200), repeat.Text);
            Assert.That(repeat.Body.GetProperty("duplicate").GetBoolean());
            Assert.That(repeat.Body.GetProperty("message").ToString(), Is.EqualTo(first.Body.GetProperty("message").ToString()));
        }

        (
            await workspace.Owner.PostAsync(
                $"conversations/{other.Text("conversation", "id")}/messages",
                new { content = "Hello", client_message_id = "m-1" }
            )
        ).MustName("client_message_id", "client_message_id_reused");
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
        // Another member may call its messages alike.
        var colleague = await workspace.AddMemberAsync(Role.Agent);
        Assert.That(
            (await colleague.PostAsync($"{path}/messages", new { content = "Hello", client_message_id = "m-1" })).Status,
            Is.EqualTo(201)
        );
    }

    [TestCase("{}", "content")]
    [TestCase("""{"content":" "}""", "content")]
    [TestCase("""{"content":["x"]}""", "content")]
    [TestCase("""{"content":"x","internal":"yes"}""", "internal")]
    [TestCase("""{"content":"x","client_message_id":7}""", "client_message_id")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var (workspace, path) = await Conversations.BeginAsync();

        (await workspace.Owner.PostAsync($"{path}/messages", json)).MustName(field);
        (await workspace.Owner.PostAsync($"{path}/messages", new { content = new string('x', 10_001) })).MustName("content");
    }
}
