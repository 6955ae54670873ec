using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Conversations;

/// <summary>Contract 5: members read a conversation.</summary>
public class GetConversationTests
{
    [Test]
    public async Task Shows_it_with_its_newest_message_and_its_version()
    {
        var (workspace, path) = await Conversations.BeginAsync();
        await workspace.Owner.PostAsync($"{path}/messages", new { content = "A note", @internal = true }).MustAsync();

        var exchange = await workspace.Owner.GetAsync(path);

        exchange.MustMatch();
        Assert.That((await workspace.Owner.GetAsync(path, ("If-None-Match", exchange.Headers["ETag"]))).Status, Is.EqualTo(304));
    }

    [Test]
    public async Task Answers_another_project_s_conversation_like_one_that_does_not_exist()
    {
        var ((_, path), stranger) = (await Conversations.BeginAsync(), (await TestWorkspace.CreateAsync()).Owner);

        var foreign = await stranger.GetAsync(path, ("X-Request-Id", "same"));

        foreign.MustBe(404, "not_found");
        foreach (var missing in new[] { $"conversations/{Guid.NewGuid()}", "conversations/x" })
            Assert.That((await stranger.GetAsync(missing, ("X-Request-Id", "same"))).Text, Is.EqualTo(foreign.Text));
    }

    [Test]
    public async Task A_conversation_of_a_member_who_leaves_is_assigned_to_nobody_at_a_new_version()
    {
        var (workspace, id) = await Conversations.BeginAsync();
        var colleague = await workspace.AddMemberAsync(Role.Agent);
        await workspace.Owner.PatchAsync(id, new { assignee_id = colleague.Id }).MustAsync();

        await workspace.Project.ExecuteAsync("delete from members where id = @id", new { id = colleague.Id });

        var exchange = await workspace.Owner.GetAsync(id, ("If-None-Match", "\"2\""));
        Assert.That(exchange.Status, Is.EqualTo(200));
        Assert.That(exchange.Body.Text("conversation", "assignee_id"), Is.Null);
    }
}
