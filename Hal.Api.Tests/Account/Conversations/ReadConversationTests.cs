namespace Hal.Api.Tests.Account.Conversations;

/// <summary>Contract 5: a member reads a conversation.</summary>
public class ReadConversationTests
{
    [Test]
    public async Task Writes_once()
    {
        var (workspace, path) = await Conversations.BeginAsync();
        Assert.That((await workspace.Owner.PostAsync($"{path}/read", null)).Status, Is.EqualTo(204));
        var before = await workspace.Project.FingerprintAsync();

        Assert.That((await workspace.Owner.PostAsync($"{path}/read", null)).Status, Is.EqualTo(204));

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
        Assert.That(
            await workspace.Project.RowsAsync<string>("select action from audit_entries where project = @p"),
            Is.EqualTo(new[] { "read_conversation" })
        );
    }
}
