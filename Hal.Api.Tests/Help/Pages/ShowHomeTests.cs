using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Help.Pages;

/// <summary>Contract 5: the first page of the help center, and its search.</summary>
public class ShowHomeTests
{
    [Test]
    public async Task Shows_groups_in_their_order_with_their_articles()
    {
        var workspace = await HelpCenter.StartAsync();
        await workspace.Owner.WriteAsync(new { title = "Hidden draft" });

        var page = await workspace.Project.HelpAsync("/en");

        Assert.That(page.Status, Is.EqualTo(200), page.Text);
        Snapshots.Match(HelpCenter.Stable(page.Text, workspace));
        Assert.That(page.Text, Does.Not.Contain("Hidden draft").And.Not.Contain("<script").IgnoreCase);
    }

    [TestCase("de", "de")]
    [TestCase("de-CH, en;q=0.5", "de")]
    [TestCase("fr, en;q=0.1, de;q=0.9", "de")]
    [TestCase("fr", "en")]
    [TestCase("", "en")]
    public async Task The_first_page_is_in_the_readers_language(string accepted, string locale)
    {
        var workspace = await HelpCenter.StartAsync();

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
        var workspace = await HelpCenter.StartAsync();

        var page = await workspace.Project.HelpAsync("/en?q=refnud%20%3Cb%3E");

        Assert.That(page.Text, Does.Contain("How <mark>refunds</mark> work").And.Contain("noindex").And.Contain("“refnud &lt;b&gt;”"));
        Assert.That((await workspace.Project.HelpAsync("/en?q=zebra")).Text, Does.Contain("Nothing was found"));
        Assert.That((await workspace.Project.HelpAsync($"/en?q={new string('x', 5_000)}")).Status, Is.EqualTo(200));
        Assert.That((await workspace.Project.HelpAsync("/en?q=a%00b")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_empty_help_center_says_so()
    {
        var project = await TestProject.CreateAsync();

        Assert.That((await project.HelpAsync()).Text, Does.Contain("Nothing is published here yet."));
    }
}
