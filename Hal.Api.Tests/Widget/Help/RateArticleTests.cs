using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Help;

/// <summary>Contract 4.8: a visitor says whether an article helped.</summary>
public class RateArticleTests
{
    [Test]
    public async Task A_visitor_counts_once_with_its_latest_answer()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds");
        foreach (
            var (visitor, helpful) in new[] { ("v-1", true), ("v-1", true), ("v-2", true), ("v-2", false), ("v-3", false), ("v-4", true) }
        )
            await workspace.Project.MustPostAsync("articles/refunds/feedback", new { visitor_id = visitor, helpful });

        var stats = (await workspace.Owner.GetAsync($"articles/{id}/stats").MustAsync()).GetProperty("stats");
        Assert.That((stats.GetProperty("helpful").GetInt64(), stats.GetProperty("not_helpful").GetInt64()), Is.EqualTo((2, 2)));
        var item = (await workspace.Owner.GetAsync("articles").MustAsync()).GetProperty("articles")[0];
        Assert.That((item.GetProperty("helpful").GetInt64(), item.GetProperty("not_helpful").GetInt64()), Is.EqualTo((2, 2)));
        Assert.That(
            await workspace.Project.OneAsync<long>("select count(*) from visitors where project_id = @p"),
            Is.Zero,
            "It creates no visitor."
        );
    }

    [Test]
    public async Task A_visitor_that_proves_itself_gets_its_token()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refunds");
        var body = new
        {
            visitor_id = "v-1",
            helpful = true,
            user_hash = workspace.Project.Hash("v-1"),
        };

        var before = await workspace.Project.MustPostAsync("articles/refunds/feedback", body);
        await workspace.Project.MustPostAsync("track", new { visitor_id = "v-1", name = "n" });
        var after = await workspace.Project.MustPostAsync("articles/refunds/feedback", body);
        var unproven = await workspace.Project.MustPostAsync("articles/refunds/feedback", new { visitor_id = "v-1", helpful = true });

        Assert.That(after.GetProperty("visitor_token").GetString(), Is.Not.Empty);
        Assert.That(
            (before.TryGetProperty("visitor_token", out _), unproven.TryGetProperty("visitor_token", out _)),
            Is.EqualTo((false, false))
        );
    }

    [Test]
    public async Task Refuses_an_answer_without_a_value_a_visitor_or_an_article()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refunds");

        (await workspace.Project.PostAsync("articles/refunds/feedback", new { visitor_id = "v-1" })).MustName("helpful");
        (await workspace.Project.PostAsync("articles/refunds/feedback", new { helpful = true })).MustName("visitor_id");
        (await workspace.Project.PostAsync("articles/nowhere/feedback", new { visitor_id = "v-1", helpful = true })).MustBe(
            404,
            "not_found"
        );
    }
}
