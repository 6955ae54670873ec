using System.Text.Json;
using Hal.Api.Rendering;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Help;

/// <summary>Contract 4.8: the widget searches and reads what is published, and nothing else.</summary>
public class ArticlesTests
{
    [Test]
    public async Task Finds_what_is_published_and_shows_why()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync(
            "How refunds work",
            $"{string.Concat(Enumerable.Repeat("Some words before. ", 20))}A **refund** takes <b>14</b> days & more."
        );
        await workspace.Owner.PublishAsync("Invoices", "There is one refund on each.");
        await workspace.Owner.PublishAsync("Other", "Nothing of the kind.");
        await workspace.Owner.WriteAsync(new { title = "Secret refund" });

        var exchange = await workspace.Project.GetAsync($"/api/widget/articles?project_id={workspace.Project.Id}&q=refund");

        exchange.MustMatch();
    }

    [TestCase("refund", "en", "Refund policy")]
    [TestCase("refunds", "en", "Refund policy")]
    [TestCase("refunding", "en", "Refund policy")]
    [TestCase("REF", "en", "Refund policy")]
    [TestCase("r", "en", "Refund policy")]
    [TestCase("refnud", "en", "Refund policy")]
    [TestCase("refund polcy", "en", "Refund policy")]
    [TestCase("how to refund", "en", "Refund policy")]
    [TestCase("cafe", "en", "Refund policy")]
    [TestCase("café", "en", "Refund policy")]
    [TestCase("haus", "de", "Viele Häuser")]
    [TestCase("HÄUSERN", "de", "Viele Häuser")]
    [TestCase("hauser", "de-AT", "Viele Häuser")]
    [TestCase("деньгами", "ru", "Вернуть деньги")]
    [TestCase("денги", "ru", "Вернуть деньги")]
    [TestCase("退款", "zh", "退款政策")]
    public async Task Finds_words_in_their_forms_by_their_beginning_and_mistyped(string text, string locale, string title)
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refund policy", "Money for every café.");
        await workspace.Owner.PublishAsync("Viele Häuser", "Text.", "de");
        await workspace.Owner.PublishAsync("Вернуть деньги", "Текст.", "ru");
        await workspace.Owner.PublishAsync("退款政策", "文本", "zh");

        Assert.That(await workspace.Project.FindTitlesAsync(text, locale), Is.EqualTo([title]));
    }

    [TestCase("zebra")]
    [TestCase("%")]
    [TestCase("' & ! | ( ) :* \\ <-> \"")]
    [TestCase("refund:*|x")]
    [TestCase("\ud83d\ude00")]
    public async Task What_means_something_in_a_query_is_only_text(string text)
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Policy", "Nothing.");

        Assert.That(await workspace.Project.FindTitlesAsync(text), Is.Empty);
    }

    [Test]
    public async Task A_title_counts_more_than_a_text_and_more_words_than_fewer()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("One", "A refund. Then much else that nobody asked for, and still more of it.");
        await workspace.Owner.PublishAsync("Two", "Refund, refund and refund.");
        await workspace.Owner.PublishAsync("Refund", "Three.");

        Assert.That(await workspace.Project.FindTitlesAsync("refund"), Is.EqualTo(["Refund", "Two", "One"]));
    }

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
    public async Task Without_words_all_is_listed_in_the_order_of_the_groups()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (first, second) = (await workspace.Owner.GroupAsync("First"), await workspace.Owner.GroupAsync("Second"));
        await workspace.Owner.PublishAsync("loose");
        await workspace.Owner.PublishAsync("second a", group: second);
        await workspace.Owner.PublishAsync("first a", group: first);
        await workspace.Owner.PublishAsync("first b", group: first);
        await workspace.Owner.WriteAsync(new { title = "draft", group_id = first });

        var titles = new List<string>();
        for (var cursor = ""; cursor is not null; )
        {
            var page = (await workspace.Project.GetAsync($"/api/widget/articles?project_id={workspace.Project.Id}&limit=2{cursor}")).Body;
            titles.AddRange(page.GetProperty("articles").EnumerateArray().Select(a => a.GetProperty("title").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        Assert.That(titles, Is.EqualTo(["first a", "first b", "second a", "loose"]));
    }

    [Test]
    public async Task Reads_an_article_as_it_is_published()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds", "# Yes\n\n<script>alert(1)</script>**14** days.");
        await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Erstattung" }).MustAsync();
        await workspace.Owner.PostAsync($"articles/{id}/publish", null).MustAsync();

        var exchange = await GetAsync(workspace, "refunds");

        var text = JsonSerializer.Serialize(exchange.Body.GetProperty("article").GetProperty("html").GetString());
        Assert.That(text, Does.Not.Contain("alert"));
        Assert.That(
            exchange.Body.GetProperty("article").GetProperty("url").GetString(),
            Does.EndWith($"/help/{workspace.Project.Id}/en/refunds")
        );
        Assert.That(exchange.Body.GetProperty("article").GetProperty("locales").GetArrayLength(), Is.EqualTo(2));
        Assert.That(
            (await GetAsync(workspace, "erstattung")).Body.GetProperty("article").GetProperty("locale").GetString(),
            Is.EqualTo("de")
        );
        (await GetAsync(workspace, "erstattung", "&locale=en")).MustBe(404, "not_found");
    }

    [Test]
    public async Task Is_asked_for_anew_by_its_tag_and_told_at_once_on_every_instance()
    {
        var running = await TestHost.RunningAsync();
        await using var other = new HalApp(running.Database.ConnectionString);
        using var client = other.Start();
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refunds");
        var path = $"/api/widget/articles?project_id={workspace.Project.Id}&q=refunds";
        var first = await workspace.Project.Through(client).GetAsync(path);

        Assert.That(first.Headers["Cache-Control"], Is.EqualTo("public, no-cache"));
        Assert.That(
            (await workspace.Project.Through(client).GetAsync(path, ("If-None-Match", first.Headers["ETag"]))).Status,
            Is.EqualTo(304)
        );
        await workspace.Owner.PublishAsync("More refunds");

        var second = await workspace.Project.Through(client).GetAsync(path, ("If-None-Match", first.Headers["ETag"]));
        Assert.That((second.Status, second.Body.GetProperty("articles").GetArrayLength()), Is.EqualTo((200, 2)));
    }

    [Test]
    public async Task What_the_caller_has_already_is_not_made_anew()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refunds", "Some **text**.");
        var first = await GetAsync(workspace, "refunds");
        // No member could write it, since it cannot be rendered: whoever tries to fails.
        await workspace.Project.ExecuteAsync("update article_translations set published_content = repeat('>', 5000) where project_id = @p");
        var path = $"/api/widget/articles/refunds?project_id={workspace.Project.Id}";

        Assert.That(
            (await workspace.Project.GetAsync(path, ("If-None-Match", first.Headers["ETag"]))).Status,
            Is.EqualTo(500),
            "It has changed, and is rendered."
        );
        Assert.That((await workspace.Project.GetAsync(path, ("If-None-Match", "*"))).Status, Is.EqualTo(304));
    }

    [Test]
    public void What_is_published_is_rendered_once()
    {
        using var rendered = new RenderedArticles();
        var text = string.Concat(Enumerable.Repeat("Some **text**.\n\n", 20));
        var first = rendered.Of(text);

        Assert.That(rendered.Of(new string(text.AsSpan())), Is.SameAs(first));
        Assert.That(rendered.Of($"{text}."), Is.Not.EqualTo(first));
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

    [TestCase("limit=0", "limit")]
    [TestCase("limit=x", "limit")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("locale=no+tag", "locale")]
    [TestCase("q=a%00b", "q")]
    public async Task Refuses_what_has_not_the_form(string query, string field)
    {
        var project = await TestProject.CreateAsync();

        (await project.GetAsync($"/api/widget/articles?project_id={project.Id}&{query}")).MustName(field);
        (await project.GetAsync($"/api/widget/articles?project_id={project.Id}&q={new string('x', 201)}")).MustName("q");
    }

    [Test]
    public async Task A_visitor_counts_once_by_its_last_word()
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
    public async Task What_a_visitor_says_has_to_be_a_word_on_an_article()
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

    [Test]
    public async Task Each_reading_is_counted_for_its_day()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds");
        await GetAsync(workspace, "refunds");
        await workspace.Project.HelpAsync("/en/refunds");
        await workspace.Project.HelpAsync("/en/refunds?thanks");
        await workspace.Project.ExecuteAsync(
            "insert into article_views (project_id, id, article_id, day, views) select @p, gen_random_uuid(), id, current_date - 40, 7 from articles where project_id = @p"
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
