using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Conversations;

/// <summary>Contract 6: an integration changes a conversation's status.</summary>
public class PatchConversationTests
{
    private const string Later = "2999-01-01T10:00:00.5+01:00";

    [Test]
    public async Task Resolves_snoozes_and_opens_and_announces_it()
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        using var stream = await EventStream.OpenAsync(
            (await TestHost.RunningAsync()).Client,
            "/api/stream",
            ("Authorization", $"Bearer {workspace.Owner.Token}")
        );

        var exchange = await key.PatchAsync(path, new { status = "snoozed", snoozed_until = Later });

        exchange.MustMatch();
        Assert.That(JsonElement.DeepEquals((await key.GetAsync(path)).Body, exchange.Body));
        var told = await stream.NextAsync();
        Assert.That((told.Name, told.Data.GetProperty("conversation").Text("status")), Is.EqualTo(("conversation_updated", "snoozed")));
        foreach (var status in new[] { "resolved", "open" })
        {
            var changed = (await key.PatchAsync(path, new { status }).MustAsync()).GetProperty("conversation");
            Assert.That((changed.Text("status"), changed.Text("snoozed_until")), Is.EqualTo((status, (string?)null)));
        }

        var entry = (await workspace.Owner.GetAsync("audit?action=patch_conversation").MustAsync()).GetProperty("entries")[2];
        Assert.That(
            (entry.Text("source"), entry.GetProperty("actor").Text("id"), entry.Text("target_id")),
            Is.EqualTo(("v1", $"{key.Id}", path["conversations/".Length..]))
        );
    }

    [Test]
    public async Task What_changes_nothing_writes_nothing_and_a_key_cannot_assign()
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        await workspace.Owner.PatchAsync(path, new { assignee_id = workspace.Owner.Id }).MustAsync();
        var before = await workspace.Project.FingerprintAsync();

        foreach (var body in new object[] { new { }, new { status = "open" }, new { assignee_id = (string?)null } })
            Assert.That((await key.PatchAsync(path, body)).Headers["ETag"], Is.EqualTo("\"2\""));

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("""{"status":"closed"}""", "status")]
    [TestCase("""{"status":null}""", "status")]
    [TestCase("""{"status":"snoozed"}""", "snoozed_until")]
    [TestCase("""{"status":"snoozed","snoozed_until":"2020-01-01T00:00:00Z"}""", "snoozed_until")]
    [TestCase("""{"status":"snoozed","snoozed_until":"tomorrow"}""", "snoozed_until")]
    [TestCase("""{"snoozed_until":"2999-01-01T00:00:00Z"}""", "snoozed_until")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        var before = await workspace.Project.FingerprintAsync();

        (await key.PatchAsync(path, json)).MustName(field);

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Changes_only_what_the_caller_has_seen()
    {
        var (_, key, _, path) = await Conversations.BeginAsync();
        await key.PatchAsync(path, new { status = "resolved" }, ("If-Match", "\"1\"")).MustAsync();

        (await key.PatchAsync(path, new { status = "open" }, ("If-Match", "\"1\""))).MustBe(412, "precondition_failed");

        Assert.That((await key.GetAsync(path).MustAsync()).Text("conversation", "status"), Is.EqualTo("resolved"));
    }
}
