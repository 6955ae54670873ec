using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Conversations;

/// <summary>Contract 6: the conversations of the key's project.</summary>
public class ListConversationsTests
{
    [Test]
    public async Task Shows_each_with_its_newest_message()
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        await workspace.Owner.PostAsync($"{path}/messages", new { content = "A note", @internal = true }).MustAsync();

        (await key.GetAsync("conversations")).MustMatch();
    }

    [Test]
    public async Task A_walk_repeats_none_and_misses_none_while_more_begin()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (key, made, n) = (await workspace.AddKeyAsync(), new List<string?>(), 0);
        for (var i = 0; i < 5; i++)
            made.Insert(0, (await TestVisitor.BeginAsync(workspace.Project, $"v-{i}")).Started.Text("conversation", "id"));

        var walked = await key.WalkAsync("conversations", "conversations", between: async () =>
            await TestVisitor.BeginAsync(workspace.Project, $"late-{n++}")
        );

        Assert.That(walked.Texts("id"), Is.EqualTo(made));
    }

    [TestCase("", "bo ana cy")]
    [TestCase("status=open", "bo ana")]
    [TestCase("status=resolved", "cy")]
    [TestCase("assignee_id={member}", "ana")]
    [TestCase("assignee_id=none", "bo cy")]
    [TestCase("contact_id={contact}", "ana")]
    [TestCase("search=INVOICE", "bo ana")]
    [TestCase("search=invoice&status=open&assignee_id=none", "bo")]
    [TestCase("search=novak", "ana")]
    [TestCase("search=refund", "")]
    [TestCase("order=recent", "cy bo ana")]
    public async Task Finds_by_each_filter_as_a_member_does(string query, string expected)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (key, project) = (await workspace.AddKeyAsync(), workspace.Project);
        var colleague = await workspace.AddMemberAsync(Role.Agent);
        var ids = new Dictionary<string, string>();
        foreach (var (name, content) in new[] { ("cy", "Hello"), ("ana", "My invoice"), ("bo", "Another invoice") })
            ids[(await TestVisitor.BeginAsync(project, name, content)).Started.Text("conversation", "id")!] = name;

        string Of(string name) => ids.Single(i => i.Value == name).Key;
        var contact = (
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "ana",
                    user_id = "u-1",
                    name = "Ana Novák",
                }
            )
        ).Text("contact", "id")!;
        await workspace.Owner.PatchAsync($"conversations/{Of("ana")}", new { assignee_id = colleague.Id }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{Of("cy")}/messages", new { content = "Done" }).MustAsync();
        await key.PatchAsync($"conversations/{Of("cy")}", new { status = "resolved" }).MustAsync();
        var filled = query
            .Replace("{member}", $"{colleague.Id}", StringComparison.Ordinal)
            .Replace("{contact}", contact, StringComparison.Ordinal);

        var found = await key.WalkAsync($"conversations?{filled}", "conversations", limit: 1);

        Assert.That(string.Join(' ', found.Texts("id").Select(id => ids[id!])), Is.EqualTo(expected));
        Assert.That(
            (await workspace.Owner.WalkAsync($"conversations?{filled}", "conversations")).Texts("id"),
            Is.EqualTo(found.Texts("id"))
        );
    }

    [TestCase("status=closed", "status")]
    [TestCase("assignee_id=me", "assignee_id")]
    [TestCase("contact_id=x", "contact_id")]
    [TestCase("search=a%00", "search")]
    [TestCase("order=oldest", "order")]
    [TestCase("limit=0", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_an_invalid_filter(string query, string field) =>
        (await (await (await TestWorkspace.CreateAsync()).AddKeyAsync()).GetAsync($"conversations?{query}")).MustName(field);
}
