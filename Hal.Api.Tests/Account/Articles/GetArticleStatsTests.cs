using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

public class GetArticleStatsTests
{
    [Test]
    public async Task Adds_up_feedback_and_the_views_of_the_last_30_and_90_days()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds");
        foreach (var (visitor, helpful) in new[] { ("v-1", true), ("v-2", true), ("v-3", false) })
            await workspace.Project.MustPostAsync("articles/refunds/feedback", new { visitor_id = visitor, helpful });
        await workspace.Project.ExecuteAsync(
            """
            insert into article_views (project_id, id, article_id, day, views)
            select @p, gen_random_uuid(), a.id, (now() at time zone 'UTC')::date - d.ago, d.views
            from articles a
            cross join (values (0, 1), (20, 2), (40, 4), (100, 8)) d (ago, views)
            where a.project_id = @p
            """
        );

        var stats = (await workspace.Owner.GetAsync($"articles/{id}/stats").MustAsync()).GetProperty("stats");

        Assert.That((stats.GetProperty("helpful").GetInt64(), stats.GetProperty("not_helpful").GetInt64()), Is.EqualTo((2, 1)));
        Assert.That(stats.GetProperty("views_30d").GetInt64(), Is.EqualTo(3));
        Assert.That(stats.GetProperty("views").EnumerateArray().Select(v => v.GetProperty("views").GetInt64()), Is.EqualTo([1, 2, 4]));
    }

    [Test]
    public async Task An_article_that_nobody_has_read_has_only_zeros()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "Refunds" });

        Assert.That(
            (await workspace.Owner.GetAsync($"articles/{id}/stats").MustAsync()).GetProperty("stats").GetRawText(),
            Is.EqualTo("""{"helpful":0,"not_helpful":0,"views_30d":0,"views":[]}""")
        );
    }

    [Test]
    public async Task An_article_of_another_project_is_not_found()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await TestWorkspace.CreateAsync();
        var id = await other.Owner.PublishAsync("Theirs");

        (await workspace.Owner.GetAsync($"articles/{id}/stats")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync($"articles/{Guid.CreateVersion7()}/stats")).MustBe(404, "not_found");
    }
}
