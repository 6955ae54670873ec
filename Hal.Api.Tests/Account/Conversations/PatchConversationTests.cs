using System.Text.Json;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Conversations;

/// <summary>Contract 5: status, snooze and assignment.</summary>
public class PatchConversationTests
{
    private const string Later = "2999-01-01T10:00:00.5+01:00";

    [Test]
    public async Task Changes_what_is_sent_and_keeps_the_rest()
    {
        var (workspace, id) = await Conversations.BeginAsync();
        var colleague = await workspace.AddMemberAsync(Role.Agent);

        var exchange = await workspace.Owner.PatchAsync(
            id,
            new
            {
                status = "snoozed",
                snoozed_until = Later,
                assignee_id = colleague.Id,
            }
        );

        exchange.MustMatch();
        Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"2\""));
        var stored = await workspace.Owner.GetAsync(id);
        Assert.That(JsonElement.DeepEquals(stored.Body, exchange.Body), stored.Text);
        Assert.That(
            await workspace.Project.OneAsync<long>(
                "select count(*) from stream_events where project_id = @p and kind = 'conversation_updated'"
            ),
            Is.EqualTo(1)
        );

        var unassigned = (await workspace.Owner.PatchAsync(id, new { assignee_id = (string?)null }).MustAsync()).GetProperty(
            "conversation"
        );
        Assert.That(
            (unassigned.Text("assignee_id"), unassigned.Text("status"), unassigned.Text("snoozed_until")),
            Is.EqualTo(((string?)null, "snoozed", "2999-01-01T09:00:00.500Z"))
        );
        var resolved = (await workspace.Owner.PatchAsync(id, new { status = "resolved" }).MustAsync()).GetProperty("conversation");
        Assert.That((resolved.Text("status"), resolved.Text("snoozed_until")), Is.EqualTo(("resolved", (string?)null)));
        var open = (await workspace.Owner.PatchAsync(id, new { status = "open" }).MustAsync()).GetProperty("conversation");
        Assert.That(open.Text("status"), Is.EqualTo("open"));
    }

    [Test]
    public async Task What_changes_nothing_writes_nothing()
    {
        var (workspace, id) = await Conversations.BeginAsync();
        var before = await workspace.Project.FingerprintAsync();

        foreach (
            var body in new object[]
            {
                new { },
                new { status = "open" },
                new { assignee_id = (string?)null },
                new { snoozed_until = (string?)null },
            }
        )
            Assert.That((await workspace.Owner.PatchAsync(id, body)).Headers["ETag"], Is.EqualTo("\"1\""));

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("""{"status":"closed"}""", "status")]
    [TestCase("""{"status":null}""", "status")]
    [TestCase("""{"status":7}""", "status")]
    [TestCase("""{"status":"snoozed"}""", "snoozed_until")]
    [TestCase("""{"status":"snoozed","snoozed_until":null}""", "snoozed_until")]
    [TestCase("""{"status":"snoozed","snoozed_until":"2020-01-01T00:00:00Z"}""", "snoozed_until")]
    [TestCase("""{"status":"snoozed","snoozed_until":"tomorrow"}""", "snoozed_until")]
    [TestCase("""{"snoozed_until":"2999-01-01T00:00:00Z"}""", "snoozed_until")]
    [TestCase("""{"status":"resolved","snoozed_until":"2999-01-01T00:00:00Z"}""", "snoozed_until")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var (workspace, id) = await Conversations.BeginAsync();
        var before = await workspace.Project.FingerprintAsync();

        (await workspace.Owner.PatchAsync(id, json)).MustName(field);

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_snooze_is_moved_and_not_cleared()
    {
        var (workspace, id) = await Conversations.BeginAsync();
        await workspace.Owner.PatchAsync(id, new { status = "snoozed", snoozed_until = Later }).MustAsync();

        Assert.That(
            (await workspace.Owner.PatchAsync(id, new { snoozed_until = "2998-01-01T00:00:00Z" }).MustAsync()).Text(
                "conversation",
                "snoozed_until"
            ),
            Is.EqualTo("2998-01-01T00:00:00.000Z")
        );
        Assert.That(
            (await workspace.Owner.PatchAsync(id, new { status = "snoozed" }).MustAsync()).Text("conversation", "snoozed_until"),
            Is.EqualTo("2998-01-01T00:00:00.000Z")
        );
        (await workspace.Owner.PatchAsync(id, new { snoozed_until = (string?)null })).MustName("snoozed_until");
    }

    [Test]
    public async Task An_assignee_is_a_member_of_the_workspace()
    {
        var (workspace, id) = await Conversations.BeginAsync();
        var stranger = (await TestWorkspace.CreateAsync()).Owner;

        foreach (var no in new[] { stranger.Id.ToString(), Guid.CreateVersion7().ToString(), "me", "" })
            (await workspace.Owner.PatchAsync(id, new { assignee_id = no })).MustName("assignee_id", "unknown_assignee");

        (await workspace.Owner.PatchAsync(id, new { assignee_id = stranger.Id })).MustMatch();
    }

    [Test]
    public async Task Messages_move_the_version_and_a_visitor_s_reading_does_not()
    {
        var (workspace, id) = await Conversations.BeginAsync();
        var visitor = new TestVisitor(workspace.Project, "v-1") { Hash = workspace.Project.Hash("v-1") };
        await workspace.Owner.PostAsync($"{id}/messages", new { content = "Hi" }).MustAsync();
        (await workspace.Owner.PatchAsync(id, new { status = "resolved" }, ("If-Match", "\"1\""))).MustBe(412, "precondition_failed");

        await visitor.ReadAsync(id["conversations/".Length..]).MustAsync();

        await workspace.Owner.PatchAsync(id, new { status = "resolved" }, ("If-Match", "\"2\"")).MustAsync();
    }
}
