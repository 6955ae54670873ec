using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: a visitor lists its conversations.</summary>
public class ListConversationsTests
{
    [Test]
    public async Task Conversations_are_walked_newest_first()
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "v-1");
        List<string?> made = [started.Text("conversation", "id")];
        for (var i = 0; i < 4; i++)
            made.Insert(0, (await visitor.StartAsync(new { content = "More" }).MustAsync()).Text("conversation", "id"));

        var (read, cursor) = (new List<string?>(), "");
        do
        {
            var page = await visitor.ListAsync($"limit=2{cursor}").MustAsync();
            read.AddRange(page.GetProperty("conversations").EnumerateArray().Texts("id"));
            cursor = page.Text("next_cursor") is { } next ? $"&cursor={next}" : "";
        } while (cursor.Length > 0);

        Assert.That(read, Is.EqualTo(made));
    }

    [TestCase("cursor=x", "cursor")]
    [TestCase("limit=x", "limit")]
    public async Task Refuses_an_invalid_page(string query, string field)
    {
        var project = await TestProject.CreateAsync();
        var (visitor, _) = await TestVisitor.BeginAsync(project, "v-1");

        (await visitor.ListAsync(query)).MustName(field);
    }

    [Test]
    public async Task Lists_the_visitor_s_own_and_no_others()
    {
        var scene = await ProofScene.CreateAsync();

        foreach (
            var (caller, own) in new[]
            {
                (scene.Ana, scene.AnasId),
                (scene.Bob, scene.BobsId),
                (scene.Foreign, scene.ForeignId),
                (scene.Proven, scene.ProvensId),
            }
        )
            Assert.That(
                (await caller.ListAsync().MustAsync()).GetProperty("conversations").EnumerateArray().Texts("id"),
                Is.EqualTo(new[] { own }),
                caller.VisitorId
            );

        var unseen = new TestVisitor(scene.Project, "never seen") { Hash = scene.Project.Hash("never seen") };
        Assert.That((await unseen.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(), Is.Zero);
    }
}
