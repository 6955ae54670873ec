using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Conversations;

/// <summary>Contract 6: an integration lists a conversation's messages.</summary>
public class ListMessagesTests
{
    [Test]
    public async Task Lists_the_newest_first_with_their_authors_notes_included()
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        await workspace.Owner.PostAsync($"{path}/messages", new { content = "Hi" }).MustAsync();
        await key.PostAsync($"{path}/messages", new { content = "A note", @internal = true }).MustAsync();

        (await key.GetAsync($"{path}/messages")).MustMatch();
    }

    [Test]
    public async Task However_many_there_are_each_is_reached_while_more_come()
    {
        const int Messages = 450;
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        await workspace.Project.ExecuteAsync(
            """
            insert into messages (project_id, id, conversation_id, position, author_type, author_id, content, created_at)
            select m.project_id, gen_random_uuid(), m.conversation_id, n, 'api_key', @key, n::text, now()
            from messages m, generate_series(2, @count) n
            where m.project_id = @p
            """,
            new { count = Messages, key = key.Id }
        );
        await workspace.Project.ExecuteAsync(
            "update conversations set message_count = @count where project_id = @p",
            new { count = Messages }
        );
        var expected = Enumerable.Range(2, Messages - 1).Reverse().Select(n => $"{n}").Append("Hello").ToList();

        var walked = await key.WalkAsync($"{path}/messages", "messages", limit: 100, between: () =>
            key.PostAsync($"{path}/messages", new { content = "late" }).MustAsync()
        );

        Assert.That(walked.Texts("content"), Is.EqualTo(expected));
        Assert.That(
            (await key.WalkAsync($"{path}/messages", "messages", limit: 200)).Texts("content"),
            Is.EqualTo(Enumerable.Repeat("late", 4).Concat(expected))
        );
        (await key.GetAsync($"{path}/messages?cursor=x")).MustName("cursor");
        (await key.GetAsync($"{path}/messages?limit=201")).MustName("limit");
    }
}
