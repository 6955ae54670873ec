using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Help.Pages;

/// <summary>Contract 5: what holds for all pages of the help center.</summary>
public class HelpCenterTests
{
    [Test]
    public async Task A_draft_appears_nowhere()
    {
        var workspace = await HelpCenter.StartAsync();
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
        var workspace = await HelpCenter.StartAsync();
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
        var workspace = await HelpCenter.StartAsync();
        foreach (var path in new[] { "/en", "/en/how-refunds-work", "/sitemap.xml" })
            Assert.That(
                (await workspace.Project.HelpAsync(path, ("Host", "one.example"))).Text,
                Does.Contain("http://one.example/help/").And.Not.Contain("two.example"),
                path
            );

        // This does not change the version of the pages. A page that is made again would show it.
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
        var workspace = await HelpCenter.StartAsync();
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
}
