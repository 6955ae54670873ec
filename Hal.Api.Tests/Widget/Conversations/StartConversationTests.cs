using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: a conversation begins with its first message.</summary>
public class StartConversationTests
{
    [Test]
    public async Task Makes_visitor_conversation_and_message_and_gives_a_token()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await new TestVisitor(project, "v-1").StartAsync(
            new { content = " Hello,\nis anybody there? ", client_message_id = "m-1" }
        );

        exchange.MustMatch();
        Assert.That(
            await project.OneAsync<string>(
                "select concat_ws('|', status, message_count, unread_by_members, unread_by_visitor, contact_id is null) "
                    + "from conversations where project_id = @p"
            ),
            Is.EqualTo("open|1|1|0|t")
        );
        Assert.That(
            await project.OneAsync<string>(
                "select concat_ws('|', kind, conversation_id is not null, message_id is not null) from stream_events where project_id = @p"
            ),
            Is.EqualTo("message|t|t")
        );
    }

    [Test]
    public async Task Belongs_to_the_contact_of_an_identified_visitor()
    {
        var project = await TestProject.CreateAsync();
        var identified = await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });

        await new TestVisitor(project, "v-1") { Token = identified.Text("visitor_token") }
            .StartAsync(new { content = "Hello" })
            .MustAsync();

        Assert.That(
            await project.OneAsync<Guid>("select contact_id from conversations where project_id = @p"),
            Is.EqualTo(identified.GetProperty("contact").GetProperty("id").GetGuid())
        );
    }

    [Test]
    public async Task A_repeat_with_its_client_message_id_begins_nothing()
    {
        var project = await TestProject.CreateAsync();
        var first = await new TestVisitor(project, "v-1").StartAsync(new { content = "Hello", client_message_id = "m-1" }).MustAsync();
        var visitor = new TestVisitor(project, "v-1") { Token = first.Text("visitor_token") };

        var repeat = await visitor.StartAsync(new { content = "Hello again", client_message_id = "m-1" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(repeat.Status, Is.EqualTo(200), repeat.Text);
            Assert.That(repeat.Body.GetProperty("duplicate").GetBoolean());
            Assert.That(repeat.Body.Text("conversation", "id"), Is.EqualTo(first.Text("conversation", "id")));
            Assert.That(repeat.Body.Text("message", "content"), Is.EqualTo("Hello"));
            Assert.That(await project.OneAsync<long>("select count(*) from messages where project_id = @p"), Is.EqualTo(1));
        }

        // The id of a message in a conversation cannot start a new one.
        await visitor.SendAsync(first.Text("conversation", "id")!, new { content = "More", client_message_id = "m-2" }).MustAsync();
        (await visitor.StartAsync(new { content = "More", client_message_id = "m-2" })).MustName(
            "client_message_id",
            "client_message_id_reused"
        );
    }

    [Test]
    public async Task A_known_visitor_must_send_a_proof()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "seen" });

        var exchange = await project.MustRefuseAsync("conversations", new { visitor_id = "v-1", content = "Hello" });

        exchange.MustBe(401, "visitor_proof_required").MustMatch();
    }

    [TestCase("{}", "content")]
    [TestCase("""{"content":null}""", "content")]
    [TestCase("""{"content":" \n\t"}""", "content")]
    [TestCase("""{"content":7}""", "content")]
    [TestCase("""{"content":"a\u0000b"}""", "content")]
    [TestCase("""{"content":"x","client_message_id":7}""", "client_message_id")]
    [TestCase("""{"content":"x","visitor_id":"null"}""", "visitor_id")]
    [TestCase("""{"content":"x","visitor_id":null}""", "visitor_id")]
    public async Task Refuses_malformed_values_and_names_the_field(string json, string field)
    {
        var project = await TestProject.CreateAsync();
        var body = Refusals.Body(json);
        if (!body.ContainsKey("visitor_id"))
            body["visitor_id"] = "v-1";

        (await project.MustRefuseAsync("conversations", body)).MustName(field);
    }

    [Test]
    public async Task Content_and_ids_have_their_longest()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "conversations",
            new
            {
                visitor_id = "v-1",
                content = new string('x', 10_000),
                client_message_id = new string('m', 255),
            }
        );

        (await project.MustRefuseAsync("conversations", new { visitor_id = "v-2", content = new string('x', 10_001) })).MustName("content");
        (
            await project.MustRefuseAsync(
                "conversations",
                new
                {
                    visitor_id = "v-2",
                    content = "x",
                    client_message_id = new string('m', 256),
                }
            )
        ).MustName("client_message_id");
    }

    [Test]
    public async Task A_project_may_want_identified_visitors_to_prove_who_they_are()
    {
        var project = await TestProject.CreateAsync();
        var identified = await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        await project.SetAsync("identity_verification_required = true");
        var unproven = new TestVisitor(project, "v-1") { Token = identified.Text("visitor_token") };

        (await unproven.StartAsync(new { content = "Hello" })).MustBe(401, "identity_verification_required");
        (await unproven.ListAsync()).MustBe(401, "identity_verification_required");
        await (unproven with { Hash = project.Hash("v-1") }).StartAsync(new { content = "Hello" }).MustAsync();
        await new TestVisitor(project, "anonymous visitor").StartAsync(new { content = "Hello" }).MustAsync();
    }
}
