using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Conversations;

/// <summary>Contract 5: members list a conversation's messages.</summary>
public class ListMessagesTests
{
    [Test]
    public async Task Lists_the_newest_first_with_their_authors()
    {
        var (workspace, path) = await Conversations.BeginAsync();
        await workspace.Owner.PostAsync($"{path}/messages", new { content = "Hi" }).MustAsync();
        await workspace.Owner.PostAsync($"{path}/messages", new { content = "A note", @internal = true }).MustAsync();

        (await workspace.Owner.GetAsync($"{path}/messages")).MustMatch();
    }

    [Test]
    public async Task Every_message_is_reached_page_by_page_while_more_come()
    {
        var (workspace, path) = await Conversations.BeginAsync();
        for (var i = 1; i < 8; i++)
            await workspace.Owner.PostAsync($"{path}/messages", new { content = $"{i}", @internal = i % 3 == 0 }).MustAsync();

        var walked = await workspace.Owner.WalkAsync($"{path}/messages", "messages", limit: 3, between: () =>
            workspace.Owner.PostAsync($"{path}/messages", new { content = "late" }).MustAsync()
        );

        Assert.That(walked.Texts("content"), Is.EqualTo((string[])["7", "6", "5", "4", "3", "2", "1", "Hello"]));
        (await workspace.Owner.GetAsync($"{path}/messages?cursor=x")).MustName("cursor");
        // A cursor of another list is none of this one.
        var (_, other) = await TestVisitor.BeginAsync(workspace.Project, "v-2");
        var page = await workspace.Owner.GetAsync($"{path}/messages?limit=1").MustAsync();
        (
            await workspace.Owner.GetAsync($"conversations/{other.Text("conversation", "id")}/messages?cursor={page.Text("next_cursor")}")
        ).MustName("cursor");
    }
}
