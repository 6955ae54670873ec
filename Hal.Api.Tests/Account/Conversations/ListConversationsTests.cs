using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Conversations;

/// <summary>Contract 5: the inbox.</summary>
public class ListConversationsTests
{
    [Test]
    public async Task Shows_each_with_its_newest_message()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                name = "Ana",
                user_hash = workspace.Project.Hash("v-1"),
            }
        );
        await new TestVisitor(workspace.Project, "v-1") { Hash = workspace.Project.Hash("v-1") }
            .StartAsync(new { content = "From Ana" })
            .MustAsync();
        var (_, started) = await TestVisitor.BeginAsync(workspace.Project, "v-2", "From nobody");
        await workspace
            .Owner.PostAsync($"conversations/{started.Text("conversation", "id")}/messages", new { content = "A note", @internal = true })
            .MustAsync();

        (await workspace.Owner.GetAsync("conversations")).MustMatch();
    }

    [Test]
    public async Task A_walk_repeats_none_and_misses_none_while_more_begin()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await BeginAsync(workspace, 7);

        var n = 0;
        var walked = await workspace.Owner.WalkAsync("conversations", "conversations", between: async () =>
            await TestVisitor.BeginAsync(workspace.Project, $"late-{n++}")
        );

        Assert.That(walked.Texts("id"), Is.EqualTo(made.AsEnumerable().Reverse()));
    }

    [Test]
    public async Task In_the_order_recent_the_last_written_in_come_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await BeginAsync(workspace, 4);
        // Instants have milliseconds, and may be equal.
        await workspace.Project.ExecuteAsync("update conversations set last_message_at = '2026-01-01' where project_id = @p");
        await workspace.Owner.PostAsync($"conversations/{made[1]}/messages", new { content = "Hi" }).MustAsync();

        var walked = await workspace.Owner.WalkAsync("conversations?order=recent", "conversations", limit: 1);
        var filtered = await workspace.Owner.WalkAsync("conversations?order=recent&status=open", "conversations", limit: 1);

        Assert.That(walked.Texts("id"), Is.EqualTo(new[] { made[1], made[3], made[2], made[0] }));
        Assert.That(filtered.Texts("id"), Is.EqualTo(walked.Texts("id")));
    }

    [Test]
    public async Task Is_filtered_by_status_assignee_and_contact()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await BeginAsync(workspace, 4);
        var colleague = await workspace.AddMemberAsync(Role.Agent);
        var contact = (await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-3", email = "ana@acme.example" })).Text(
            "contact",
            "id"
        );
        await workspace.Owner.PatchAsync($"conversations/{made[0]}", new { status = "resolved", assignee_id = colleague.Id }).MustAsync();
        await workspace
            .Owner.PatchAsync($"conversations/{made[1]}", new { status = "snoozed", snoozed_until = "2999-01-01T00:00:00Z" })
            .MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await IdsAsync(workspace, "status=open"), Is.EqualTo(new[] { made[3], made[2] }));
            Assert.That(await IdsAsync(workspace, "status=snoozed"), Is.EqualTo(new[] { made[1] }));
            Assert.That(await IdsAsync(workspace, "status=resolved"), Is.EqualTo(new[] { made[0] }));
            Assert.That(await IdsAsync(workspace, $"assignee_id={colleague.Id}"), Is.EqualTo(new[] { made[0] }));
            Assert.That(await IdsAsync(workspace, "assignee_id=none"), Is.EqualTo(new[] { made[3], made[2], made[1] }));
            Assert.That(await IdsAsync(workspace, $"contact_id={contact}"), Is.EqualTo(new[] { made[3] }));
            Assert.That(await IdsAsync(workspace, $"contact_id={contact}&status=resolved"), Is.Empty);
            Assert.That(await IdsAsync(workspace, $"contact_id={Guid.CreateVersion7()}"), Is.Empty);
        }
    }

    [Test]
    public async Task Is_searched_by_words_of_messages_and_by_the_contact()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = new List<string?>();
        foreach (
            var content in (string[])
                ["My invoice is wrong", "Über die Straße, Herr Müller!", "こんにちは 世界", "mail me at foo@bar.example"]
        )
            made.Add((await TestVisitor.BeginAsync(workspace.Project, $"v-{made.Count}", content)).Started.Text("conversation", "id"));

        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-3",
                email = "zoe@invoices.example",
                name = "Zoë Zimmer",
            }
        );
        await workspace
            .Owner.PostAsync($"conversations/{made[1]}/messages", new { content = "needs an INVOICE", @internal = true })
            .MustAsync();
        await workspace.Owner.PatchAsync($"conversations/{made[0]}", new { status = "resolved" }).MustAsync();

        using (Assert.EnterMultipleScope())
        {
            // In two messages, and in one contact's e-mail.
            Assert.That(await IdsAsync(workspace, "search=invoice"), Is.EqualTo(new[] { made[3], made[1], made[0] }));
            Assert.That(await IdsAsync(workspace, "search=invoice&status=open"), Is.EqualTo(new[] { made[3], made[1] }));
            Assert.That(await IdsAsync(workspace, "search=invoice&order=recent&limit=1"), Is.EqualTo(new[] { made[1] }));
            Assert.That(await IdsAsync(workspace, "search=wrong%20inv"), Is.EqualTo(new[] { made[0] }));
            Assert.That(await IdsAsync(workspace, "search=wrong%20words"), Is.Empty);
            Assert.That(await IdsAsync(workspace, "search=uber%20strasse"), Is.EqualTo(new[] { made[1] }));
            Assert.That(await IdsAsync(workspace, $"search={Uri.EscapeDataString("世界")}"), Is.EqualTo(new[] { made[2] }));
            Assert.That(await IdsAsync(workspace, "search=zoe%20zim"), Is.EqualTo(new[] { made[3] }));
            Assert.That(await IdsAsync(workspace, "search=foo%40bar.example"), Is.EqualTo(new[] { made[3] }));
            // Too short for an index, and what would mean something in a pattern or a query.
            Assert.That(await IdsAsync(workspace, "search=zo"), Is.EqualTo(new[] { made[3] }));
            Assert.That(await IdsAsync(workspace, "search=z"), Is.EqualTo(new[] { made[3] }));
            foreach (var odd in (string[])["%", "_", "'", "a & ! b", ":*", "\\", "!!!"])
                Assert.That(
                    (await workspace.Owner.GetAsync($"conversations?search={Uri.EscapeDataString(odd)}")).Status,
                    Is.EqualTo(200),
                    odd
                );
        }

        var walked = await workspace.Owner.WalkAsync("conversations?search=invoice", "conversations", limit: 1);
        Assert.That(walked.Texts("id"), Is.EqualTo(new[] { made[3], made[1], made[0] }));
    }

    [TestCase("status=closed", "status")]
    [TestCase("assignee_id=me", "assignee_id")]
    [TestCase("contact_id=x", "contact_id")]
    [TestCase("order=oldest", "order")]
    [TestCase("limit=0", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_an_invalid_filter(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"conversations?{query}")).MustName(field);
    }

    private static async Task<List<string?>> BeginAsync(TestWorkspace workspace, int count)
    {
        var made = new List<string?>();
        for (var i = 0; i < count; i++)
            made.Add((await TestVisitor.BeginAsync(workspace.Project, $"v-{i}")).Started.Text("conversation", "id"));

        return made;
    }

    private static async Task<IEnumerable<string?>> IdsAsync(TestWorkspace workspace, string query) =>
        (await workspace.Owner.GetAsync($"conversations?{query}").MustAsync())
            .GetProperty("conversations")
            .EnumerateArray()
            .Texts("id")
            .ToList();
}
