using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Conversations;

/// <summary>
/// Conversations follow their visitor's contact (contract 4.2, 5): when it is identified, merged, exported, deleted or erased.
/// </summary>
public class ContactConversationTests
{
    [Test]
    public async Task Of_an_anonymous_visitor_become_the_contact_s()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");

        var contact = (await visitor.PostAsync("identify", new { email = "ana@acme.example" }).MustAsync()).Text("contact", "id");

        var conversation = await workspace.Owner.GetAsync($"conversations/{started.Text("conversation", "id")}");
        Assert.That(conversation.Body.Text("conversation", "contact_id"), Is.EqualTo(contact));
        Assert.That(conversation.Headers["ETag"], Is.EqualTo("\"2\""));
        Assert.That(
            (await visitor.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(),
            Is.EqualTo(1),
            "The visitor goes on where it was."
        );
    }

    [Test]
    public async Task Move_with_a_contact_that_is_merged_into_another()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");
        var absorbed = (await visitor.PostAsync("identify", new { email = "ana@acme.example" }).MustAsync()).Text("contact", "id");
        var survivor = (await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" })).Text(
            "contact",
            "id"
        );

        await workspace.Owner.PostAsync($"contacts/{survivor}/merge", new { other_id = absorbed }).MustAsync();

        Assert.That(
            (await workspace.Owner.GetAsync($"conversations/{started.Text("conversation", "id")}").MustAsync()).Text(
                "conversation",
                "contact_id"
            ),
            Is.EqualTo(survivor)
        );
        Assert.That((await visitor.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(), Is.EqualTo(1));
        Assert.That(
            await project.OneAsync<string>("select moved ->> 'conversation_ids' from contact_merges where project_id = @p"),
            Is.EqualTo($"[\"{started.Text("conversation", "id")}\"]")
        );
    }

    [Test]
    public async Task Move_when_identify_merges()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");
        await visitor.PostAsync("identify", new { email = "ana@acme.example" }).MustAsync();
        var survivor = (await project.MustPostAsync("identify", new { visitor_id = "v-2", user_id = "u-1" })).Text("contact", "id");

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );

        Assert.That(
            (await workspace.Owner.GetAsync($"conversations/{started.Text("conversation", "id")}").MustAsync()).Text(
                "conversation",
                "contact_id"
            ),
            Is.EqualTo(survivor)
        );
    }

    [Test]
    public async Task Stay_when_the_contact_is_deleted_and_nobody_else_sees_them()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        TestVisitor Of(string user) => new(project, "v-1") { Hash = project.Hash(user), UserId = user };
        var ana = (await Of("u-ana").PostAsync("identify", new { }).MustAsync()).Text("contact", "id");
        var anas = (await Of("u-ana").StartAsync(new { content = "Ana's" }).MustAsync()).Text("conversation", "id");
        var bob = (await Of("u-bob").PostAsync("identify", new { }).MustAsync()).Text("contact", "id");
        var bobs = (await Of("u-bob").StartAsync(new { content = "Bob's" }).MustAsync()).Text("conversation", "id");

        await workspace.Owner.DeleteAsync($"contacts/{ana}").MustAsync();
        await workspace.Owner.DeleteAsync($"contacts/{bob}").MustAsync();

        var (ofAna, ofBob) = (
            (await workspace.Owner.GetAsync($"conversations/{anas}").MustAsync()).GetProperty("conversation"),
            (await workspace.Owner.GetAsync($"conversations/{bobs}").MustAsync()).GetProperty("conversation")
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (ofAna.Text("contact_id"), ofAna.Text("visitor_id")),
                Is.EqualTo(((string?)null, (string?)null)),
                "The visitor was Bob by then."
            );
            Assert.That(ofBob.Text("contact_id"), Is.Null);
            Assert.That(ofBob.Text("visitor_id"), Is.Not.Null);
            var seen = await new TestVisitor(project, "v-1") { Hash = project.Hash("v-1") }
                .ListAsync()
                .MustAsync();
            Assert.That(seen.GetProperty("conversations").EnumerateArray().Texts("id"), Is.EqualTo(new[] { bobs }));
        }
    }

    [Test]
    public async Task Are_exported_with_all_their_messages()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1", "Mine");
        await workspace
            .Owner.PostAsync(
                $"conversations/{started.Text("conversation", "id")}/messages",
                new { content = "A note on Ana", @internal = true }
            )
            .MustAsync();
        var contact = (await visitor.PostAsync("identify", new { email = "ana@acme.example" }).MustAsync()).Text("contact", "id");
        await TestVisitor.BeginAsync(workspace.Project, "v-2", "Another's");

        var export = (await workspace.Owner.GetAsync($"contacts/{contact}/export").MustAsync()).GetProperty("export");

        Assert.That(
            export.GetProperty("conversations").EnumerateArray().Texts("id"),
            Is.EqualTo(new[] { started.Text("conversation", "id") })
        );
        Assert.That(
            export.GetProperty("conversations")[0].GetProperty("messages").EnumerateArray().Texts("content"),
            Is.EqualTo((string[])["Mine", "A note on Ana"])
        );
    }

    [Test]
    public async Task Are_erased_with_the_contact_and_another_person_s_stay()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        TestVisitor Of(string user) => new(project, "v-1") { Hash = project.Hash(user), UserId = user };
        await Of("u-bob").PostAsync("identify", new { }).MustAsync();
        var bobs = (await Of("u-bob").StartAsync(new { content = "Bob's" }).MustAsync()).Text("conversation", "id");
        var ana = (await Of("u-ana").PostAsync("identify", new { }).MustAsync()).Text("contact", "id");
        var anas = (await Of("u-ana").StartAsync(new { content = "Ana's" }).MustAsync()).Text("conversation", "id");
        var reply = ($"conversations/{anas}/messages", new { content = "Dear Ana" });
        await workspace.Owner.PostAsync(reply.Item1, reply.Item2, ("Idempotency-Key", "k-1")).MustAsync();

        await workspace.Owner.DeleteAsync($"contacts/{ana}?erase=true").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await project.RowsAsync<string>("select content from messages where project_id = @p"),
                Is.EqualTo((string[])["Bob's"])
            );
            Assert.That((await workspace.Owner.GetAsync($"conversations/{anas}")).Status, Is.EqualTo(404));
            Assert.That(
                (await workspace.Owner.GetAsync($"conversations/{bobs}").MustAsync()).GetProperty("conversation").Text("visitor_id"),
                Is.Null
            );
            Assert.That(
                await project.OneAsync<long>("select count(*) from idempotency_keys where target = @id", new { id = Guid.Parse(anas!) }),
                Is.Zero
            );
            Assert.That(
                await project.OneAsync<long>(
                    "select count(*) from audit_entries where project = @p and target = @id",
                    new { id = Guid.Parse(anas!) }
                ),
                Is.Zero
            );
        }

        // The answer that was kept is gone, and so is the conversation.
        (await workspace.Owner.PostAsync(reply.Item1, reply.Item2, ("Idempotency-Key", "k-1"))).MustBe(404, "not_found");
    }
}
