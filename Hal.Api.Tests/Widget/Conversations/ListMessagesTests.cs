using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: a visitor reads the messages of a conversation.</summary>
public class ListMessagesTests
{
    [Test]
    public async Task Messages_are_read_on_from_the_last_one_known_while_more_come()
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1", "0");
        var id = started.Text("conversation", "id")!;
        for (var i = 1; i < 7; i++)
            await visitor.SendAsync(id, new { content = $"{i}" }).MustAsync();

        var (read, after) = (new List<string?>(), "");
        for (var page = 0; page < 20; page++)
        {
            var answer = await visitor.MessagesAsync(id, $"limit=2{after}").MustAsync();
            var messages = answer.GetProperty("messages").EnumerateArray().ToList();
            read.AddRange(messages.Texts("content"));
            if (page < 2)
                await visitor.SendAsync(id, new { content = $"late {page}" }).MustAsync();

            if (answer.Text("next_cursor") is not { } next)
                break;

            Assert.That(next, Is.EqualTo(messages[^1].Text("id")));
            after = page % 2 == 0 ? $"&after={next}" : $"&cursor={next}";
        }

        Assert.That(read, Is.EqualTo((string[])["0", "1", "2", "3", "4", "5", "6", "late 0", "late 1"]));
        var last = (await visitor.MessagesAsync(id, "limit=200").MustAsync()).GetProperty("messages")[8].Text("id");
        Assert.That((await visitor.MessagesAsync(id, $"after={last}").MustAsync()).GetProperty("messages").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_member_appears_by_name_and_never_by_e_mail()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        var nameless = await workspace.AddMemberAsync(Role.Agent);
        await workspace.Project.ExecuteAsync("update members set name = null where id = @id", new { id = nameless.Id });
        await nameless.PostAsync($"conversations/{id}/messages", new { content = "Hi" }).MustAsync();

        var messages = await visitor.MessagesAsync(id);
        Assert.That(messages.Text + (await visitor.ListAsync()).Text, Does.Not.Contain("@hal.example"));
        Assert.That(
            messages.Body.GetProperty("messages")[1].GetProperty("author").GetProperty("name").ValueKind,
            Is.EqualTo(System.Text.Json.JsonValueKind.Null)
        );
    }

    [TestCase("after=x", "after")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("limit=0", "limit")]
    [TestCase("limit=201", "limit")]
    [TestCase("after=0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11", "after")]
    [TestCase("after=0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11&cursor=0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c12", "cursor")]
    [TestCase("x=%00", "x")]
    public async Task Refuses_an_invalid_position(string query, string field)
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");

        (await visitor.MessagesAsync(started.Text("conversation", "id")!, query)).MustName(field);
    }
}
