using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

/// <summary>Contract 5: articles in several languages, each a draft and what readers see of it.</summary>
public class ArticleTests
{
    [Test]
    public async Task Is_written_edited_translated_and_published()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var group = await workspace.Owner.GroupAsync("Billing");

        var made = await workspace.Owner.PostAsync(
            "articles",
            new
            {
                title = " How refunds work ",
                content = "**Soon.**",
                group_id = group,
            }
        );
        made.MustMatch("created");
        var id = made.Body.GetProperty("article").GetProperty("id").GetString();
        Assert.That((made.Status, made.Headers["Location"], made.Headers["ETag"]), Is.EqualTo((201, $"/api/articles/{id}", "\"1\"")));
        (await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "DE", title = "So geht Erstattung" })).MustMatch("translated");
        (await workspace.Owner.PostAsync($"articles/{id}/publish", null)).MustMatch("published");
        (await workspace.Owner.PatchAsync($"articles/{id}", new { content = "*Later.*" })).MustMatch("edited");
        var read = await workspace.Owner.GetAsync($"articles/{id}?locale=de");
        read.MustMatch("read");
        Assert.That(read.Headers["ETag"], Is.EqualTo("\"4\""));
        (await workspace.Owner.PostAsync($"articles/{id}/unpublish?locale=de", null)).MustMatch("unpublished");
    }

    [Test]
    public async Task Its_slug_is_made_from_the_title_and_numbered_where_another_was_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (first, second) = (
            await workspace.Owner.WriteAsync(new { title = "Refunds" }),
            await workspace.Owner.WriteAsync(new { title = "Refunds!" })
        );
        var german = await workspace.Owner.WriteAsync(new { title = "Refunds", locale = "de" });

        Assert.That(await SlugsAsync(workspace, first, second, german), Is.EqualTo(["refunds", "refunds-2", "refunds"]));

        await workspace.Owner.PatchAsync($"articles/{second}", new { title = "Money back" }).MustAsync();
        Assert.That(
            await workspace.Owner.WriteAsync(new { title = "refunds" }) is { } third ? await SlugsAsync(workspace, second, third) : [],
            Is.EqualTo(["money-back", "refunds-2"]),
            "A slug that was never seen is free again."
        );
    }

    [Test]
    public async Task Many_that_are_written_at_once_get_slugs_of_their_own()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => workspace.Owner.WriteAsync(new { title = "Refunds" })));

        Assert.That(
            await SlugsAsync(workspace, ids),
            Is.EquivalentTo(Enumerable.Range(1, 8).Select(i => i == 1 ? "refunds" : $"refunds-{i}"))
        );
    }

    [Test]
    public async Task A_chosen_slug_stays_and_is_refused_where_it_is_anothers()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var first = await workspace.Owner.WriteAsync(new { title = "Refunds", slug = "money" });
        var second = await workspace.Owner.WriteAsync(new { title = "Other" });

        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Renamed" }).MustAsync();
        Assert.That(await SlugsAsync(workspace, first), Is.EqualTo(["money"]));
        Assert.That(
            (await workspace.Owner.PatchAsync($"articles/{second}", new { slug = "money" })).MustBe(409, "slug_taken").Text,
            Does.Contain("slug:")
        );
        (await workspace.Owner.PostAsync("articles", new { title = "x", slug = "money" })).MustBe(409, "slug_taken");
        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Renamed", slug = (string?)null }).MustAsync();
        Assert.That(await SlugsAsync(workspace, first), Is.EqualTo(["renamed"]));
    }

    [Test]
    public async Task A_former_slug_is_not_given_to_another_and_is_taken_back_by_its_own()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var first = await workspace.Owner.PublishAsync("Refunds");
        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Money back" }).MustAsync();
        await workspace.Owner.PostAsync($"articles/{first}/publish", null).MustAsync();

        var second = await workspace.Owner.WriteAsync(new { title = "Refunds" });
        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Refunds" }).MustAsync();

        Assert.That(await SlugsAsync(workspace, first, second), Is.EqualTo(["refunds", "refunds-2"]));
    }

    [Test]
    public async Task Stands_in_its_group_where_it_is_put()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (group, other) = (await workspace.Owner.GroupAsync("Billing"), await workspace.Owner.GroupAsync("Other"));
        var ids = new List<string>();
        foreach (var title in new[] { "a", "b", "c" })
            ids.Add(await workspace.Owner.WriteAsync(new { title, group_id = group }));

        var moved = await workspace.Owner.WriteAsync(new { title = "d" });
        await workspace.Owner.PatchAsync($"articles/{ids[2]}", new { position = 0 }).MustAsync();
        await workspace.Owner.PatchAsync($"articles/{moved}", new { group_id = group, position = 1 }).MustAsync();
        Assert.That(await TitlesAsync(workspace, $"group_id={group}"), Is.EqualTo(["c", "d", "a", "b"]));

        await workspace.Owner.PatchAsync($"articles/{ids[0]}", new { group_id = other }).MustAsync();
        await workspace.Owner.PatchAsync($"articles/{ids[1]}", new { group_id = (string?)null }).MustAsync();
        Assert.That(await TitlesAsync(workspace, $"group_id={group}"), Is.EqualTo(["c", "d"]));
        Assert.That(await TitlesAsync(workspace, $"group_id={other}"), Is.EqualTo(["a"]));
        Assert.That(await TitlesAsync(workspace, "group_id=none"), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task Is_listed_by_status_locale_and_words()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var both = await workspace.Owner.PublishAsync("Refunds", "You get your café money.");
        await workspace.Owner.PatchAsync($"articles/{both}", new { locale = "de", title = "Erstattung" }).MustAsync();
        await workspace.Owner.WriteAsync(new { title = "Invoices", content = "About a Refund." });

        Assert.That(await TitlesAsync(workspace, ""), Is.EqualTo(["Invoices", "Refunds"]));
        Assert.That(await TitlesAsync(workspace, "status=published"), Is.EqualTo(["Refunds"]));
        Assert.That(await TitlesAsync(workspace, "status=draft"), Is.EqualTo(["Invoices"]));
        Assert.That(await TitlesAsync(workspace, "locale=de"), Is.EqualTo(["Erstattung"]));
        Assert.That(await TitlesAsync(workspace, "locale=de&status=published"), Is.Empty);
        Assert.That(await TitlesAsync(workspace, "search=refu"), Is.EqualTo(["Invoices", "Refunds"]));
        Assert.That(await TitlesAsync(workspace, "search=CAFE+mon"), Is.EqualTo(["Refunds"]));
        Assert.That(await TitlesAsync(workspace, "search=%25%27%26%21"), Is.Empty);
        (await workspace.Owner.GetAsync("articles")).MustMatch();
    }

    [Test]
    public async Task A_walk_over_a_group_and_over_all_misses_none()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var group = await workspace.Owner.GroupAsync("Billing");
        foreach (var i in Enumerable.Range(0, 5))
            await workspace.Owner.WriteAsync(new { title = $"t{i}", group_id = group });

        Assert.That(await WalkAsync(workspace, $"group_id={group}&limit=2"), Is.EqualTo(["t0", "t1", "t2", "t3", "t4"]));
        Assert.That(await WalkAsync(workspace, "limit=2"), Is.EqualTo(["t4", "t3", "t2", "t1", "t0"]));
        Assert.That(await WalkAsync(workspace, "limit=2&search=t"), Is.EqualTo(["t4", "t3", "t2", "t1", "t0"]));
    }

    [Test]
    public async Task Is_deleted_in_one_language_or_all()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds");
        await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Erstattung" }).MustAsync();

        (await workspace.Owner.DeleteAsync($"articles/{id}?locale=fr")).MustBe(409, "not_translated");
        await workspace.Owner.DeleteAsync($"articles/{id}?locale=de").MustAsync();
        Assert.That(
            (await workspace.Owner.GetAsync($"articles/{id}").MustAsync())
                .GetProperty("article")
                .GetProperty("translations")
                .GetArrayLength(),
            Is.EqualTo(1)
        );
        await workspace.Owner.DeleteAsync($"articles/{id}").MustAsync();

        (await workspace.Owner.GetAsync($"articles/{id}")).MustBe(404, "not_found");
        foreach (var table in new[] { "articles", "article_translations", "article_words" })
            Assert.That(await workspace.Project.OneAsync<long>($"select count(*) from {table} where project_id = @p"), Is.Zero, table);
    }

    [Test]
    public async Task A_link_to_a_deleted_article_never_leads_to_another()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (seen, draft) = (await workspace.Owner.PublishAsync("Refunds"), await workspace.Owner.WriteAsync(new { title = "Invoices" }));
        await workspace.Owner.DeleteAsync($"articles/{seen}").MustAsync();
        await workspace.Owner.DeleteAsync($"articles/{draft}").MustAsync();

        var (second, third) = (await workspace.Owner.PublishAsync("Refunds"), await workspace.Owner.PublishAsync("Invoices"));

        Assert.That(
            await SlugsAsync(workspace, second, third),
            Is.EqualTo(["refunds-2", "invoices"]),
            "What nobody has seen is free again."
        );
        Assert.That((await workspace.Project.HelpAsync("/en/refunds")).Status, Is.EqualTo(404));
        (await workspace.Owner.PostAsync("articles", new { title = "x", slug = "refunds" })).MustBe(409, "slug_taken");
    }

    [Test]
    public async Task A_publication_that_changes_nothing_is_none()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds");

        var again = await workspace.Owner.PostAsync($"articles/{id}/publish", null);

        Assert.That((again.Status, again.Headers["ETag"]), Is.EqualTo((200, "\"1\"")));
        (await workspace.Owner.PostAsync($"articles/{id}/publish?locale=de", null)).MustBe(409, "not_translated");
        (await workspace.Owner.PostAsync($"articles/{id}/publish?locale=no+tag", null)).MustName("locale");
    }

    [Test]
    public async Task Is_published_and_taken_away_in_the_language_that_the_body_or_the_query_names()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "Refunds" });
        await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Erstattung" }).MustAsync();

        await workspace.Owner.PostAsync($"articles/{id}/publish", new { locale = "de" }).MustAsync();
        Assert.That(await PublishedAsync(workspace), Is.EqualTo(["de"]));
        await workspace.Owner.PostAsync($"articles/{id}/publish", "{}").MustAsync();
        Assert.That(await PublishedAsync(workspace), Is.EqualTo(["de", "en"]));
        await workspace.Owner.PostAsync($"articles/{id}/unpublish?locale=EN", new { locale = "en" }).MustAsync();
        Assert.That(await PublishedAsync(workspace), Is.EqualTo(["de"]));

        foreach (var action in new[] { "publish", "unpublish" })
        {
            (await workspace.Owner.PostAsync($"articles/{id}/{action}?locale=en", new { locale = "de" })).MustName("locale");
            (await workspace.Owner.PostAsync($"articles/{id}/{action}", new { locale = "no tag" })).MustName("locale");
            (await workspace.Owner.PostAsync($"articles/{id}/{action}", new { locale = 7 })).MustName("locale");
            (await workspace.Owner.PostAsync($"articles/{id}/{action}", "{")).MustBe(400, "malformed_json");
            (await workspace.Owner.PostAsync($"articles/{id}/{action}", new { locale = "fr" })).MustBe(409, "not_translated");
        }

        Assert.That(await PublishedAsync(workspace), Is.EqualTo(["de"]));

        static Task<IReadOnlyList<string>> PublishedAsync(TestWorkspace workspace) =>
            workspace.Project.RowsAsync<string>(
                "select locale::text from article_translations where project_id = @p and published_at is not null order by locale"
            );
    }

    [TestCase("{}", "title")]
    [TestCase("""{"title":" "}""", "title")]
    [TestCase("""{"title":7}""", "title")]
    [TestCase("""{"title":"a\u0000"}""", "title")]
    [TestCase("""{"title":"a\ud800"}""", "title")]
    [TestCase("""{"title":"a","content":[]}""", "content")]
    [TestCase("""{"title":"a","locale":"no tag"}""", "locale")]
    [TestCase("""{"title":"a","slug":"A b"}""", "slug")]
    [TestCase("""{"title":"a","slug":"-a"}""", "slug")]
    [TestCase("""{"title":"a","slug":"a--b"}""", "slug")]
    [TestCase("""{"title":"a","slug":"<script>"}""", "slug")]
    [TestCase("""{"title":"a","slug":""}""", "slug")]
    [TestCase("""{"title":"a","status":"live"}""", "status")]
    [TestCase("""{"title":"a","group_id":7}""", "group_id")]
    public async Task Refuses_what_has_not_the_form(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("articles", json)).MustName(field);
        Assert.That(await TitlesAsync(workspace, ""), Is.Empty);
    }

    [Test]
    public async Task Refuses_what_is_too_long_or_nests_without_end()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("articles", new { title = new string('x', 201) })).MustName("title");
        (await workspace.Owner.PostAsync("articles", new { title = "x", content = new string('x', 100_001) })).MustName("content");
        (
            await workspace.Owner.PostAsync("articles", new { title = "x", content = string.Concat(Enumerable.Repeat("<div>", 5_000)) })
        ).MustName("content");
        (await workspace.Owner.PostAsync("articles", new { title = "x", content = new string('>', 5_000) })).MustName("content");
        await workspace
            .Owner.PostAsync(
                "articles",
                new
                {
                    title = new string('x', 200),
                    content = new string('x', 100_000),
                    status = "published",
                }
            )
            .MustAsync();
    }

    [TestCase("[a](", 90_000)]
    [TestCase("a <?", 90_000)]
    [TestCase("http://a.b/(", 90_000)]
    [TestCase("www.a.b ", 90_000)]
    [TestCase("<a><div>", 20_000)]
    [TestCase("- a\n", 90_000)]
    public async Task Refuses_what_costs_more_to_show_than_an_article_does(string part, int length)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var content = string.Concat(Enumerable.Repeat(part, length / part.Length));

        (await workspace.Owner.PostAsync("articles", new { title = "x", content })).MustName("content");
        var id = await workspace.Owner.WriteAsync(new { title = "x", content = content[..150] });
        (await workspace.Owner.PatchAsync($"articles/{id}", new { content })).MustName("content");
    }

    [TestCase("[a]: ", "[a] ")]
    [TestCase("*[a]: ", "a ")]
    public async Task Refuses_what_repeats_without_end(string defines, string uses)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var content = $"{defines}{new string('x', 2_000)}\n\n{string.Concat(Enumerable.Repeat(uses, 2_000))}";

        (await workspace.Owner.PostAsync("articles", new { title = "x", content })).MustName("content");
    }

    [Test]
    public async Task Takes_a_long_article_full_of_links_and_tables()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var content =
            string.Concat(Enumerable.Repeat("| [One](https://acme.example/one?a=b) | **two** `<b>` <!-- note --> |\n", 1_250))
            + "\nBegin with `<?php`.";

        await workspace.Owner.PublishAsync("Table", $"| a | b |\n|---|---|\n{content}");

        Assert.That((await workspace.Project.HelpAsync("/en/table")).Text, Does.Contain("<td><a href=\"https://acme.example/one?a=b\""));
    }

    [TestCase("""{"title":null}""", "title")]
    [TestCase("""{"locale":"fr","content":"x"}""", "title")]
    [TestCase("""{"slug":"A"}""", "slug")]
    [TestCase("""{"position":-1}""", "position")]
    public async Task Refuses_an_edit_that_cannot_be(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "One" });

        (await workspace.Owner.PatchAsync($"articles/{id}", json)).MustName(field);
    }

    [TestCase("group_id=x", "group_id")]
    [TestCase("status=x", "status")]
    [TestCase("locale=no+tag", "locale")]
    [TestCase("limit=0", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_a_filter_that_is_none(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"articles?{query}")).MustName(field);
    }

    [Test]
    public async Task A_group_of_another_project_is_none()
    {
        var (workspace, other) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());
        var group = await other.Owner.GroupAsync("Theirs");
        var id = await workspace.Owner.WriteAsync(new { title = "One" });

        (await workspace.Owner.PostAsync("articles", new { title = "x", group_id = group })).MustName("group_id", "unknown_group");
        (await workspace.Owner.PatchAsync($"articles/{id}", new { group_id = group })).MustName("group_id", "unknown_group");
        (await workspace.Owner.PatchAsync($"articles/{id}", new { group_id = "x" })).MustName("group_id", "unknown_group");
    }

    [Test]
    public async Task Edits_that_meet_lose_nothing()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "One" });

        await Task.WhenAll(
            workspace.Owner.PatchAsync($"articles/{id}", new { content = "x" }).MustAsync(),
            workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Eins" }).MustAsync(),
            workspace.Owner.PatchAsync($"articles/{id}", new { locale = "fr", title = "Un" }).MustAsync(),
            workspace.Owner.PostAsync($"articles/{id}/publish?locale=en", null).MustAsync()
        );

        var article = (await workspace.Owner.GetAsync($"articles/{id}").MustAsync()).GetProperty("article");
        Assert.That(article.GetProperty("content").GetString(), Is.EqualTo("x"));
        Assert.That(
            article.GetProperty("translations").EnumerateArray().Select(t => t.GetProperty("locale").GetString()),
            Is.EquivalentTo(["en", "de", "fr"])
        );
        Assert.That(article.GetProperty("status").GetString(), Is.EqualTo("published"));
    }

    private static async Task<IReadOnlyList<string>> SlugsAsync(TestWorkspace workspace, params string[] ids)
    {
        var slugs = new List<string>();
        foreach (var id in ids)
            slugs.Add(
                (await workspace.Owner.GetAsync($"articles/{id}").MustAsync()).GetProperty("article").GetProperty("slug").GetString()!
            );

        return slugs;
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(TestWorkspace workspace, string query) =>
        Titles(await workspace.Owner.GetAsync($"articles?{query}").MustAsync());

    private static async Task<IReadOnlyList<string>> WalkAsync(TestWorkspace workspace, string query)
    {
        var (titles, cursor) = (new List<string>(), "");
        do
        {
            var page = await workspace.Owner.GetAsync($"articles?{query}{cursor}").MustAsync();
            titles.AddRange(Titles(page));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : "";
        } while (cursor.Length > 0);

        return titles;
    }

    private static IReadOnlyList<string> Titles(JsonElement page) =>
        [.. page.GetProperty("articles").EnumerateArray().Select(a => a.GetProperty("title").GetString()!)];
}
