using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Help;

/// <summary>Contract 4.8: articles from writing to reading, across the routes of the widget and of members.</summary>
public class ArticlesTests
{
    [Test]
    public async Task An_edit_is_not_seen_until_it_is_published_and_nothing_after_it_is_taken_away()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds", "old");
        await workspace.Owner.PatchAsync($"articles/{id}", new { title = "Chargebacks", content = "new" }).MustAsync();

        Assert.That(await workspace.Project.FindTitlesAsync("chargebacks"), Is.Empty);
        Assert.That(await workspace.Project.FindTitlesAsync("chargebakcs"), Is.Empty);
        Assert.That((await ReadAsync(workspace, "refunds")).GetProperty("content").GetString(), Is.EqualTo("old"));
        (await GetAsync(workspace, "chargebacks")).MustBe(404, "not_found");

        await workspace.Owner.PostAsync($"articles/{id}/publish", null).MustAsync();
        Assert.That(await workspace.Project.FindTitlesAsync("chargebakcs"), Is.EqualTo(["Chargebacks"]));
        Assert.That(
            (await ReadAsync(workspace, "refunds")).GetProperty("slug").GetString(),
            Is.EqualTo("chargebacks"),
            "A former slug leads on."
        );

        await workspace.Owner.PostAsync($"articles/{id}/unpublish", null).MustAsync();
        Assert.That(await workspace.Project.FindTitlesAsync("chargebacks"), Is.Empty);
        (await GetAsync(workspace, "chargebacks")).MustBe(404, "not_found");
        (await GetAsync(workspace, "refunds")).MustBe(404, "not_found");
        Assert.That(await workspace.Project.OneAsync<long>("select count(*) from article_words where project_id = @p"), Is.Zero);
    }

    [Test]
    public async Task Words_are_counted_as_articles_come_and_go()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var first = await workspace.Owner.PublishAsync("Refund one");
        await workspace.Owner.PublishAsync("Refund two");
        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Invoice one" }).MustAsync();
        await workspace.Owner.PostAsync($"articles/{first}/publish", null).MustAsync();

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select word || ' ' || articles from article_words where project_id = @p order by word"
            ),
            Is.EqualTo(["invoice 1", "one 1", "refund 1", "two 1"])
        );
    }

    [Test]
    public async Task Nothing_is_there_where_the_help_center_is_off()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refunds");
        await workspace.Project.SetAsync("help_center_enabled = false");

        (await GetAsync(workspace, "refunds")).MustBe(404, "help_center_not_found");
        (await workspace.Project.GetAsync($"/api/widget/articles?project_id={workspace.Project.Id}")).MustBe(404, "help_center_not_found");
        (await workspace.Project.PostAsync("articles/refunds/feedback", new { visitor_id = "v-1", helpful = true })).MustBe(
            404,
            "help_center_not_found"
        );
    }

    [Test]
    public async Task Each_reading_is_counted_for_its_day()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds");
        await GetAsync(workspace, "refunds");
        await workspace.Project.HelpAsync("/en/refunds");
        await workspace.Project.HelpAsync("/en/refunds?thanks");
        await workspace.Project.ExecuteAsync(
            "insert into article_views (project_id, id, article_id, day, views) select @p, gen_random_uuid(), id, current_date - 40, 7 "
                + "from articles where project_id = @p"
        );

        await Eventually.HoldsAsync(
            async () =>
                await workspace.Project.OneAsync<long>(
                    "select coalesce(sum(views), 0)::bigint from article_views where project_id = @p and views < 7"
                ) == 2,
            "written"
        );

        var stats = (await workspace.Owner.GetAsync($"articles/{id}/stats").MustAsync()).GetProperty("stats");
        Assert.That(stats.GetProperty("views_30d").GetInt64(), Is.EqualTo(2));
        Assert.That(stats.GetProperty("views").EnumerateArray().Select(v => v.GetProperty("views").GetInt64()), Is.EqualTo([2, 7]));
        Assert.That(
            (await workspace.Owner.GetAsync("articles").MustAsync()).GetProperty("articles")[0].GetProperty("views_30d").GetInt64(),
            Is.EqualTo(2)
        );
    }

    [Test]
    public async Task Views_are_written_when_the_service_stops()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refunds");
        await workspace.Project.Through(client).HelpAsync("/en/refunds");

        await app.DisposeAsync();

        Assert.That(await workspace.Project.OneAsync<long>("select views from article_views where project_id = @p"), Is.EqualTo(1));
    }

    private static Task<Exchange> GetAsync(TestWorkspace workspace, string slug, string query = "") =>
        workspace.Project.GetAsync($"/api/widget/articles/{slug}?project_id={workspace.Project.Id}{query}");

    private static async Task<JsonElement> ReadAsync(TestWorkspace workspace, string slug)
    {
        var exchange = await GetAsync(workspace, slug);
        Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text);
        return exchange.Body.GetProperty("article");
    }
}
