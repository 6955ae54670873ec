using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Help.Pages;

/// <summary>Contract 5: the page of an article.</summary>
public class ShowArticleTests
{
    [Test]
    public async Task Shows_an_article_with_all_that_engines_and_readers_need()
    {
        var workspace = await HelpCenter.StartAsync();

        var page = await workspace.Project.HelpAsync("/en/how-refunds-work");

        Assert.That(page.Status, Is.EqualTo(200), page.Text);
        Snapshots.Match(HelpCenter.Stable(page.Text, workspace));
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

    [Test]
    public async Task A_former_address_redirects_and_the_address_of_a_draft_does_not_exist()
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
    public async Task An_article_of_another_project_is_not_there()
    {
        var (workspace, other) = (await HelpCenter.StartAsync(), await TestWorkspace.CreateAsync());

        Assert.That((await other.Project.HelpAsync("/en/how-refunds-work")).Status, Is.EqualTo(404));
        Assert.That(await other.Project.FindTitlesAsync("refunds"), Is.Empty);
        Assert.That((await workspace.Project.HelpAsync("/en/how-refunds-work")).Status, Is.EqualTo(200));
    }
}
