using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: a visitor says that it has read a conversation.</summary>
public class ReadConversationTests
{
    [Test]
    public async Task Unread_ones_are_counted_for_both_sides_until_they_are_read()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        await visitor.SendAsync(id, new { content = "Hello?" }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "one" }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "two" }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{id}/messages", new { content = "note", @internal = true }).MustAsync();

        Assert.That(await UnreadAsync(), Is.EqualTo((2, 2)));

        await visitor.ReadAsync(id).MustAsync();
        Assert.That(await UnreadAsync(), Is.EqualTo((2, 0)));

        Assert.That((await workspace.Owner.PostAsync($"conversations/{id}/read", null)).Status, Is.EqualTo(204));
        Assert.That(await UnreadAsync(), Is.EqualTo((0, 0)));

        async Task<(int Members, int Visitor)> UnreadAsync() =>
            (
                (await workspace.Owner.GetAsync($"conversations/{id}").MustAsync())
                    .GetProperty("conversation")
                    .GetProperty("unread_count")
                    .GetInt32(),
                (await visitor.ListAsync().MustAsync()).GetProperty("conversations")[0].GetProperty("unread_count").GetInt32()
            );
    }
}
