namespace Hal.Api.Tests.Account.Conversations;

/// <summary>Contract 5: a member types.</summary>
public class SendTypingTests
{
    [Test]
    public async Task Stores_nothing()
    {
        var (workspace, path) = await Conversations.BeginAsync();
        var before = await workspace.Project.FingerprintAsync();

        (await workspace.Owner.PostAsync($"{path}/typing", null)).MustMatch();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from audit_entries where project = @p"), Is.Zero);
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from stream_events where project_id = @p"), Is.EqualTo(1));
        }
    }
}
