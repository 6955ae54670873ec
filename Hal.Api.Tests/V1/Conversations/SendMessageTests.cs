using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Conversations;

/// <summary>Contract 6: an integration answers, and the visitor and members are told as of a member's answer.</summary>
public class SendMessageTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task Stores_the_message_as_the_key_s(bool isInternal)
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();

        var exchange = await key.PostAsync(
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
            (await key.GetAsync($"{path}/messages").MustAsync()).GetProperty("messages")[0].ToString(),
            Is.EqualTo(exchange.Body.GetProperty("message").ToString())
        );
        Assert.That(
            await workspace.Project.OneAsync<string>(
                "select concat_ws('|', message_count, unread_by_members, unread_by_visitor, last_public_id = last_message_id) "
                    + "from conversations where project_id = @p"
            ),
            Is.EqualTo(isInternal ? "2|1|0|f" : "2|1|1|t")
        );
        Assert.That(
            await workspace.Project.OneAsync<string>(
                "select concat_ws('|', source, actor, action, fields) from audit_entries where project = @p and source = 'v1'"
            ),
            Is.EqualTo($"v1|api_key:{key.Id}|send_message|{{client_message_id,content,internal}}")
        );
    }

    [Test]
    public async Task The_visitor_hears_of_an_answer_and_never_of_a_note_and_members_of_both()
    {
        var (workspace, key, visitor, path) = await Conversations.BeginAsync();
        var client = (await TestHost.RunningAsync()).Client;
        using var page = await EventStream.OpenAsync(client, visitor.StreamPath, visitor.Headers);
        using var inbox = await EventStream.OpenAsync(client, "/api/stream", ("Authorization", $"Bearer {workspace.Owner.Token}"));

        await key.PostAsync($"{path}/messages", new { content = "A note", @internal = true }).MustAsync();
        await key.PostAsync($"{path}/messages", new { content = "An answer" }).MustAsync();

        var (heard, told) = (await page.NextAsync(), await inbox.TakeAsync(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((heard.Name, heard.Content), Is.EqualTo(("message", "An answer")));
            Assert.That(heard.Data.GetProperty("message").GetProperty("author").Text("type"), Is.EqualTo("api_key"));
            Assert.That(
                heard.Data.GetProperty("message").GetProperty("author").Text("name"),
                Is.Null,
                "What a key is called is the members' own."
            );
            Assert.That(told.Select(e => $"{e.Name} {e.Content}"), Is.EqualTo((string[])["new_message A note", "new_message An answer"]));
            Assert.That(told[0].Data.GetProperty("message").GetProperty("author").Text("name"), Is.EqualTo("Test"));
        }

        var seen = await visitor.MessagesAsync(path["conversations/".Length..]);
        Assert.That(seen.Body.GetProperty("messages").EnumerateArray().Texts("content"), Is.EqualTo((string[])["Hello", "An answer"]));
    }

    [Test]
    public async Task A_repeat_stores_nothing_and_an_id_is_for_one_conversation()
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        var (_, other) = await TestVisitor.BeginAsync(workspace.Project, "v-2");
        var first = await key.PostAsync($"{path}/messages", new { content = "Hello", client_message_id = "m-1" });
        var before = await workspace.Project.FingerprintAsync();

        var repeat = await key.PostAsync($"{path}/messages", new { content = "Hello again", client_message_id = "m-1" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Status, Is.EqualTo(201), first.Text);
            Assert.That(repeat.Status, Is.EqualTo(200), repeat.Text);
            Assert.That(repeat.Body.GetProperty("duplicate").GetBoolean());
            Assert.That(repeat.Body.GetProperty("message").ToString(), Is.EqualTo(first.Body.GetProperty("message").ToString()));
        }

        (
            await key.PostAsync(
                $"conversations/{other.Text("conversation", "id")}/messages",
                new { content = "Hello", client_message_id = "m-1" }
            )
        ).MustName("client_message_id", "client_message_id_reused");
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
        // Another key, and a member, may call their messages alike.
        Assert.That(
            (
                await (await workspace.AddKeyAsync()).PostAsync($"{path}/messages", new { content = "Hello", client_message_id = "m-1" })
            ).Status,
            Is.EqualTo(201)
        );
        Assert.That(
            (await workspace.Owner.PostAsync($"{path}/messages", new { content = "Hello", client_message_id = "m-1" })).Status,
            Is.EqualTo(201)
        );
    }

    [Test]
    public async Task A_repeat_with_an_idempotency_key_gets_the_first_answer()
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        var first = await key.PostAsync($"{path}/messages", new { content = "Hello" }, ("Idempotency-Key", "once"));

        var again = await key.PostAsync($"{path}/messages", new { content = "Hello" }, ("Idempotency-Key", "once"));

        Assert.That((again.Status, again.Text, again.Headers["Idempotent-Replayed"]), Is.EqualTo((201, first.Text, "true")));
        Assert.That(await workspace.Project.OneAsync<long>("select count(*) from messages where project_id = @p"), Is.EqualTo(2));
    }

    [TestCase("resolved")]
    [TestCase("snoozed")]
    public async Task An_answer_opens_nothing_and_the_visitor_s_next_message_does(string status)
    {
        var (_, key, visitor, path) = await Conversations.BeginAsync();
        await key.PatchAsync(path, new { status, snoozed_until = status == "snoozed" ? "2999-01-01T00:00:00Z" : null }).MustAsync();

        await key.PostAsync($"{path}/messages", new { content = "One more thing" }).MustAsync();
        Assert.That((await key.GetAsync(path).MustAsync()).Text("conversation", "status"), Is.EqualTo(status));

        await visitor.SendAsync(path["conversations/".Length..], new { content = "Thanks" }).MustAsync();
        Assert.That((await key.GetAsync(path).MustAsync()).Text("conversation", "status"), Is.EqualTo("open"));
    }

    [TestCase("{}", "content")]
    [TestCase("""{"content":" "}""", "content")]
    [TestCase("""{"content":7}""", "content")]
    [TestCase("""{"content":"a\u0000"}""", "content")]
    [TestCase("""{"content":"x","internal":"yes"}""", "internal")]
    [TestCase("""{"content":"x","client_message_id":7}""", "client_message_id")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var (_, key, _, path) = await Conversations.BeginAsync();

        (await key.PostAsync($"{path}/messages", json)).MustName(field);
        (await key.PostAsync($"{path}/messages", new { content = new string('x', 10_001) })).MustName("content");
        (await key.PostAsync($"{path}/messages", new { content = "x", client_message_id = new string('x', 256) })).MustName(
            "client_message_id"
        );
    }

    [Test]
    public async Task What_a_revoked_key_has_said_stays()
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        await key.PostAsync($"{path}/messages", new { content = "Hi" }).MustAsync();
        await workspace.Owner.DeleteAsync($"api-keys/{key.Id}").MustAsync();

        (await key.PostAsync($"{path}/messages", new { content = "Me again" })).MustBe(401, "invalid_api_key");

        var said = (await workspace.Owner.GetAsync($"{path}/messages").MustAsync()).GetProperty("messages")[0];
        Assert.That(
            (said.Text("content"), said.GetProperty("author").Text("type"), said.GetProperty("author").Text("name")),
            Is.EqualTo(("Hi", "api_key", (string?)null))
        );
    }
}
