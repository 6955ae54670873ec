using System.Text.RegularExpressions;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Help.Pages;

/// <summary>Contract 5: the public help center, as HTML that anyone reads.</summary>
public partial class HelpCenterTests
{
    [Test]
    public async Task Shows_groups_in_their_order_with_their_articles()
    {
        var workspace = await StartAsync();
        await workspace.Owner.WriteAsync(new { title = "Hidden draft" });

        var page = await workspace.Project.HelpAsync("/en");

        Assert.That(page.Status, Is.EqualTo(200), page.Text);
        Snapshots.Match(Stable(page.Text, workspace));
        Assert.That(page.Text, Does.Not.Contain("Hidden draft").And.Not.Contain("<script").IgnoreCase);
    }

    [Test]
    public async Task Shows_an_article_with_all_that_engines_and_readers_need()
    {
        var workspace = await StartAsync();

        var page = await workspace.Project.HelpAsync("/en/how-refunds-work");

        Assert.That(page.Status, Is.EqualTo(200), page.Text);
        Snapshots.Match(Stable(page.Text, workspace));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                page.Headers["Content-Security-Policy"],
                Does.StartWith("default-src 'none'; style-src 'sha256-").And.Not.Contain("unsafe").And.Not.Contain("script-src")
            );
            Assert.That(page.Headers["X-Content-Type-Options"], Is.EqualTo("nosniff"));
            Assert.That(page.Headers["Content-Type"], Is.EqualTo("text/html; charset=utf-8"));
            Assert.That(page.Headers["Cache-Control"], Is.EqualTo("public, no-cache"));
            Assert.That(page.Headers, Does.Not.ContainKey("Set-Cookie"));
        }
    }

    [TestCase("de", "de")]
    [TestCase("de-CH, en;q=0.5", "de")]
    [TestCase("fr, en;q=0.1, de;q=0.9", "de")]
    [TestCase("fr", "en")]
    [TestCase("", "en")]
    public async Task The_first_page_is_in_the_readers_language(string accepted, string locale)
    {
        var workspace = await StartAsync();

        var page = await workspace.Project.HelpAsync("", ("Accept-Language", accepted));

        Assert.That(page.Text, Does.Contain($"<html lang=\"{locale}\""));
        Assert.That(page.Headers["Vary"], Is.EqualTo("Accept-Language"));
        var other = await workspace.Project.HelpAsync(
            "",
            ("Accept-Language", locale == "de" ? "en" : "de"),
            ("If-None-Match", page.Headers["ETag"])
        );
        Assert.That(other.Status, Is.EqualTo(200), "Whoever asks in another language does not have this page.");
    }

    [Test]
    public async Task A_search_marks_what_it_found_and_is_left_out_by_engines()
    {
        var workspace = await StartAsync();

        var page = await workspace.Project.HelpAsync("/en?q=refnud%20%3Cb%3E");

        Assert.That(page.Text, Does.Contain("How <mark>refunds</mark> work").And.Contain("noindex").And.Contain("“refnud &lt;b&gt;”"));
        Assert.That((await workspace.Project.HelpAsync("/en?q=zebra")).Text, Does.Contain("Nothing was found"));
        Assert.That((await workspace.Project.HelpAsync($"/en?q={new string('x', 5_000)}")).Status, Is.EqualTo(200));
        Assert.That((await workspace.Project.HelpAsync("/en?q=a%00b")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_group_has_a_page_that_goes_on()
    {
        var workspace = await StartAsync();
        var group = await workspace.Owner.GroupAsync("Many");
        await workspace.Project.ExecuteAsync(
            """
            with made as (
                insert into articles (project_id, id, group_id, position, created_at, updated_at) select @p, gen_random_uuid(), @group::uuid, i, now(), now() from generate_series(1, 150) i returning id, position)
            insert into article_translations (project_id, id, article_id, locale, title, content, slug, draft_search, published_title, published_content, published_slug, published_text, published_at,
                published_titles, published_search, published_words, published_keys, created_at, updated_at)
            select @p, id, id, 'en', 'x', 'x', 's-' || position, '', 'Title ' || position, 'x', 's-' || position, 'x', now(), '', '', '{}', '{}', now(), now() from made
            """,
            new { group }
        );

        var home = await workspace.Project.HelpAsync("/en");
        Assert.That(home.Text, Does.Contain("Show all (150)").And.Contain("Title 6<").And.Not.Contain("Title 7<"));
        var first = await workspace.Project.HelpAsync($"/en/groups/{group}");
        Assert.That(first.Text, Does.Contain("Title 100<").And.Not.Contain("Title 101<"));
        var next = await workspace.Project.GetAsync(Next().Match(first.Text).Groups[1].Value);
        Assert.That(
            next.Text,
            Does.Contain("Title 101<").And.Contain("Title 150<").And.Not.Contain("Title 100<").And.Not.Contain("rel=\"next\"")
        );
    }

    [Test]
    public async Task The_sitemap_has_every_page_in_every_language_and_no_draft()
    {
        var workspace = await StartAsync();
        await workspace.Owner.WriteAsync(new { title = "Hidden draft" });

        var sitemap = await workspace.Project.HelpAsync("/sitemap.xml");

        Assert.That(sitemap.Headers["Content-Type"], Is.EqualTo("application/xml; charset=utf-8"));
        Snapshots.Match(Stable(sitemap.Text, workspace));
    }

    [TestCase(300, 50, 15_050, 0)]
    [TestCase(8, 50, 450, 22_500)]
    public async Task The_sitemap_ends_where_the_format_does_and_begins_with_the_newest(
        int articles,
        int languages,
        int addresses,
        int links
    )
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.ExecuteAsync(
            """
            with made as (
                insert into articles (project_id, id, position, created_at, updated_at) select @p, gen_random_uuid(), i, now(), now() from generate_series(1, @articles) i returning id, position)
            insert into article_translations (project_id, id, article_id, locale, title, content, slug, draft_search, published_title, published_content, published_slug, published_text, published_at,
                published_titles, published_search, published_words, published_keys, created_at, updated_at)
            select @p, gen_random_uuid(), id, 'l' || chr(97 + l / 26) || chr(97 + l % 26), 'x', 'x', 's', '', 'x', 'x', 's-' || position, 'x', now() - position * interval '1 second', '', '', '{}', '{}', now(), now()
            from made, generate_series(1, @languages) l
            """,
            new { articles, languages }
        );

        var sitemap = (await workspace.Project.HelpAsync("/sitemap.xml")).Text;

        var found = sitemap.Split("<url>").Skip(1).ToList();
        Assert.That((found.Count, sitemap.Split("<xhtml:link").Length - 1), Is.EqualTo((addresses, links)));
        Assert.That(found[languages], Does.Contain("/s-1<"), "After the first pages.");
        Assert.That(found[^1], Does.Contain($"/s-{(addresses / languages) - 1}<"));
        Assert.That(sitemap, Does.EndWith("</urlset>\n").And.Length.LessThan(10_000_000));
    }

    [Test]
    public async Task A_former_address_leads_to_the_present_one_and_a_draft_s_leads_nowhere()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("First name", "old text");
        await workspace.Owner.PatchAsync($"articles/{id}", new { title = "Second name", content = "new text" }).MustAsync();

        (await workspace.Project.GetAsync($"/help/{workspace.Project.Id}/en/second-name")).MustBe(404, "not_found");
        Assert.That(
            (await workspace.Project.HelpAsync("/en/first-name")).Text,
            Does.Contain("old text").And.Not.Contain("new text").And.Not.Contain("Second")
        );

        await workspace.Owner.PostAsync($"articles/{id}/publish", null).MustAsync();
        var moved = await workspace.Project.HelpAsync("/en/first-name");
        Assert.That((moved.Status, moved.Headers["Location"]), Is.EqualTo((301, $"/help/{workspace.Project.Id}/en/second-name")));
        Assert.That((await workspace.Project.HelpAsync("/en/second-name")).Text, Does.Contain("new text"));
        Assert.That((await workspace.Project.HelpAsync("/EN/second-name")).Status, Is.EqualTo(301));

        await workspace.Owner.PostAsync($"articles/{id}/unpublish", null).MustAsync();
        (await workspace.Project.GetAsync($"/help/{workspace.Project.Id}/en/first-name")).MustBe(404, "not_found");
        (await workspace.Project.GetAsync($"/help/{workspace.Project.Id}/en/second-name")).MustBe(404, "not_found");
    }

    [Test]
    public async Task A_draft_appears_nowhere()
    {
        var workspace = await StartAsync();
        var group = await workspace.Owner.GroupAsync("Secret group");
        await workspace.Owner.WriteAsync(
            new
            {
                title = "Hidden draft",
                content = "Hidden refund",
                group_id = group,
            }
        );

        foreach (
            var path in new[]
            {
                "",
                "/en",
                "/de",
                "/en?q=hidden",
                "/en?q=hiddne",
                "/en/how-refunds-work",
                "/sitemap.xml",
                "/en/hidden-draft",
                $"/en/groups/{group}",
            }
        )
            Assert.That(
                (await workspace.Project.HelpAsync(path)).Text,
                Does.Not.Contain("Hidden draft").And.Not.Contain("Hidden refund").And.Not.Contain("Secret group"),
                path
            );

        Assert.That((await workspace.Project.HelpAsync("/en/hidden-draft")).Status, Is.EqualTo(404));
        Assert.That((await workspace.Project.HelpAsync($"/en/groups/{group}")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Is_kept_by_its_tag_and_changes_at_once_on_every_instance()
    {
        var running = await TestHost.RunningAsync();
        await using var other = new HalApp(running.Database.ConnectionString);
        using var client = other.Start();
        var workspace = await StartAsync();
        var far = workspace.Project.Through(client);
        var id = (await workspace.Owner.GetAsync("articles?search=refunds").MustAsync()).GetProperty("articles")[0].GetProperty("id");
        foreach (var path in new[] { "/en", "/en/how-refunds-work" })
        {
            var tag = (await far.HelpAsync(path)).Headers["ETag"];
            Assert.That((await far.HelpAsync(path, ("If-None-Match", tag))).Status, Is.EqualTo(304));
            Assert.That(
                (await workspace.Project.HelpAsync(path, ("If-None-Match", tag))).Status,
                Is.EqualTo(304),
                "It is the same on every instance."
            );

            await workspace.Owner.PatchAsync($"articles/{id}", new { content = $"Edited for {path}" }).MustAsync();
            Assert.That((await far.HelpAsync(path, ("If-None-Match", tag))).Status, Is.EqualTo(304), "An edit is no publication.");

            await workspace.Owner.PostAsync($"articles/{id}/publish", null).MustAsync();
            var after = await far.HelpAsync(path, ("If-None-Match", tag));
            Assert.That(after.Status, Is.EqualTo(200), path);
        }

        Assert.That((await far.HelpAsync("/en/how-refunds-work")).Text, Does.Contain("Edited for /en/how-refunds-work"));
        await workspace.Owner.PostAsync($"articles/{id}/unpublish?locale=en", null).MustAsync();
        Assert.That((await far.HelpAsync("/en/how-refunds-work")).Status, Is.EqualTo(404));
        await workspace.Project.SetAsync("name = 'Renamed'");
        Assert.That((await far.HelpAsync("/en")).Text, Does.Contain("Renamed"));
        await workspace.Project.SetAsync("help_center_enabled = false");
        Assert.That((await far.HelpAsync("/en")).Status, Is.EqualTo(404));
        await workspace.Project.SetAsync("help_center_enabled = true");
        Assert.That((await far.HelpAsync("/en")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_page_is_made_once_whatever_host_it_is_asked_by()
    {
        var workspace = await StartAsync();
        foreach (var path in new[] { "/en", "/en/how-refunds-work", "/sitemap.xml" })
            Assert.That(
                (await workspace.Project.HelpAsync(path, ("Host", "one.example"))).Text,
                Does.Contain("http://one.example/help/").And.Not.Contain("two.example"),
                path
            );

        // Nothing counts this up: whoever made the page anew would see it.
        await workspace.Project.ExecuteAsync(
            "update article_translations set published_title = 'Made anew', published_slug = 'made-anew' where project_id = @p"
        );

        foreach (var path in new[] { "/en", "/en/how-refunds-work", "/sitemap.xml" })
        {
            var page = await workspace.Project.HelpAsync(path, ("Host", "two.example"));
            Assert.That(
                page.Text,
                Does.Contain("http://two.example/help/")
                    .And.Not.Contain("one.example")
                    .And.Not.Contain("ade anew")
                    .And.Not.Contain("made-anew"),
                path
            );
        }
    }

    [Test]
    public async Task An_address_meets_its_limit_on_every_page()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:WidgetAddressPerMinute", "1"));
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);
        var first = await project.HelpAsync("/en");
        Assert.That(first.Headers["RateLimit-Policy"], Is.EqualTo("\"address\";q=1;w=60"));

        foreach (var path in new[] { "", "/en", "/en/refunds", "/en/groups/other", "/sitemap.xml" })
            (await project.GetAsync($"/help/{project.Id}{path}")).MustBe(429, "rate_limited");

        var page = await project.HelpAsync("/en", ("If-None-Match", "*"));
        Assert.That(
            (page.Status, page.Headers["Content-Type"], page.Headers.ContainsKey("Retry-After")),
            Is.EqualTo((429, "text/html; charset=utf-8", true))
        );
        (await project.GetAsync($"/api/widget/articles/refunds?project_id={project.Id}")).MustBe(429, "rate_limited");
    }

    [Test]
    public async Task What_is_not_there_is_a_page_for_readers_and_a_problem_for_all_others()
    {
        var workspace = await StartAsync();
        var other = await TestProject.CreateAsync();
        await other.SetAsync("help_center_enabled = false");

        var nowhere = await workspace.Project.GetAsync($"/help/{Guid.NewGuid()}");
        nowhere.MustBe(404, "help_center_not_found");
        foreach (var path in new[] { $"/help/{other.Id}", $"/help/{other.Id}/en", "/help/x", "/help/x/sitemap.xml" })
            Assert.That(Same((await other.GetAsync(path)).MustBe(404, "help_center_not_found")), Is.EqualTo(Same(nowhere)), path);

        foreach (
            var path in new[]
            {
                "/fr",
                "/no_tag",
                "/en/nowhere",
                "/en/%3Cscript%3E",
                "/en/groups/x",
                $"/en/groups/{Guid.NewGuid()}",
                "/en/groups/other?after=x",
            }
        )
            (await workspace.Project.GetAsync($"/help/{workspace.Project.Id}{path}")).MustBe(404, "not_found");

        var page = await workspace.Project.HelpAsync("/en/nowhere");
        Assert.That((page.Status, page.Headers["Content-Type"]), Is.EqualTo((404, "text/html; charset=utf-8")));
        Assert.That(page.Text, Does.StartWith("<!doctype html>").And.Contain($"href=\"/help/{workspace.Project.Id}\""));
        Assert.That(page.Headers["Content-Security-Policy"], Does.StartWith("default-src 'none'"));
        (await workspace.Project.SendAsync(HttpMethod.Delete, $"/help/{workspace.Project.Id}/en")).MustBe(405, "method_not_allowed");

        static string Same(Exchange exchange) => exchange.Text.Replace(exchange.Headers["X-Request-Id"], "", StringComparison.Ordinal);
    }

    [Test]
    public async Task An_article_of_another_project_is_not_there()
    {
        var (workspace, other) = (await StartAsync(), await TestWorkspace.CreateAsync());

        Assert.That((await other.Project.HelpAsync("/en/how-refunds-work")).Status, Is.EqualTo(404));
        Assert.That(await other.Project.FindTitlesAsync("refunds"), Is.Empty);
        Assert.That((await workspace.Project.HelpAsync("/en/how-refunds-work")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_empty_help_center_says_so()
    {
        var project = await TestProject.CreateAsync();

        Assert.That((await project.HelpAsync()).Text, Does.Contain("Nothing is published here yet."));
    }

    [Test]
    public async Task A_reader_says_once_whether_it_helped()
    {
        var workspace = await StartAsync();
        foreach (var (browser, helpful) in new[] { ("A", "yes"), ("A", "no"), ("A", "yes"), ("B", "no") })
        {
            var sent = await RateAsync(workspace, "how-refunds-work", helpful, browser);
            Assert.That(
                (sent.Status, sent.Headers["Location"]),
                Is.EqualTo((303, $"/help/{workspace.Project.Id}/en/how-refunds-work?thanks#feedback"))
            );
        }

        Assert.That(
            (await workspace.Project.HelpAsync("/en/how-refunds-work?thanks")).Text,
            Does.Contain("Thank you").And.Not.Contain("<form method=\"post\"")
        );
        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select helpful || ' ' || count(*) from article_feedback where project_id = @p group by helpful order by helpful"
            ),
            Is.EqualTo(["false 1", "true 1"])
        );
        Assert.That(
            await workspace.Project.OneAsync<string>(
                "select string_agg(encode(voter, 'escape'), '') from article_feedback where project_id = @p"
            ),
            Does.Not.Contain("127.0.0.1")
        );
        Assert.That((await RateAsync(workspace, "nowhere", "yes", "A")).MustBe(404, "not_found").Status, Is.EqualTo(404));
        (await RateAsync(workspace, "how-refunds-work", "maybe", "A")).MustName("helpful");
        (
            await workspace.Project.SendAsync(
                HttpMethod.Post,
                $"/help/{workspace.Project.Id}/en/how-refunds-work/feedback",
                new StringContent("{}")
            )
        ).MustBe(415, "unsupported_media_type");
    }

    private static Task<Exchange> RateAsync(TestWorkspace workspace, string slug, string helpful, string browser) =>
        workspace.Project.SendAsync(
            HttpMethod.Post,
            $"/help/{workspace.Project.Id}/en/{slug}/feedback",
            new FormUrlEncodedContent([new("helpful", helpful)]),
            ("User-Agent", browser)
        );

    private static async Task<TestWorkspace> StartAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var billing = (
            await workspace
                .Owner.PostAsync("article-groups", new { name = "Billing & more", names = new { de = "Abrechnung" } })
                .MustAsync()
        )
            .GetProperty("article_group")
            .GetProperty("id")
            .GetString();
        var start = await workspace.Owner.GroupAsync("Start");
        await workspace.Owner.PatchAsync($"article-groups/{start}", new { position = 0 }).MustAsync();
        var refunds = await workspace.Owner.PublishAsync(
            "How refunds work",
            "You get your money back within **14 days**.\n\n## Why\n\nBecause.",
            group: billing
        );
        await workspace
            .Owner.PatchAsync(
                $"articles/{refunds}",
                new
                {
                    locale = "de",
                    title = "Rückerstattung",
                    content = "Geld zurück.",
                }
            )
            .MustAsync();
        await workspace.Owner.PostAsync($"articles/{refunds}/publish", null).MustAsync();
        await workspace.Owner.PublishAsync("Invoices <3", "One a month.", group: billing);
        await workspace.Owner.PublishAsync("First steps", "Go.", group: start);
        await workspace.Owner.PublishAsync("Loose end");
        return workspace;
    }

    private static string Stable(string text, TestWorkspace workspace)
    {
        text = Style().Replace(text, "<style>…</style>").Replace(workspace.Project.Id.ToString(), "<project>", StringComparison.Ordinal);
        text = Uuid().Replace(text, "<id>");
        return Today().Replace(Origin().Replace(text, "<origin>"), "<day>");
    }

    [GeneratedRegex("<style>[\\s\\S]*?</style>")]
    private static partial Regex Style();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+")]
    private static partial Regex Origin();

    [GeneratedRegex("\\d{4}-\\d{2}-\\d{2}")]
    private static partial Regex Today();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Next();
}
