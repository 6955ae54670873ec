using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

public class UnpublishArticleTests
{
    [Test]
    public async Task Hides_the_language_that_is_sent_or_all_of_them()
    {
        var (workspace, id) = await PublishedAsync();

        await workspace.Owner.PostAsync($"articles/{id}/unpublish?locale=EN", new { locale = "en" }).MustAsync();
        Assert.That(await workspace.PublishedLocalesAsync(), Is.EqualTo(["de"]));
        await workspace.Owner.PostAsync($"articles/{id}/unpublish", null).MustAsync();
        Assert.That(await workspace.PublishedLocalesAsync(), Is.Empty);
    }

    [Test]
    public async Task Readers_no_longer_find_it_and_the_draft_stays()
    {
        var (workspace, id) = await PublishedAsync();
        Assert.That((await workspace.Project.HelpAsync("/en/refunds")).Status, Is.EqualTo(200));

        var hidden = await workspace.Owner.PostAsync($"articles/{id}/unpublish", null).MustAsync();

        Assert.That((await workspace.Project.HelpAsync("/en/refunds")).Status, Is.EqualTo(404));
        Assert.That(hidden.Text("article", "status"), Is.EqualTo("draft"));
        Assert.That(hidden.Text("article", "title"), Is.EqualTo("Refunds"));
    }

    [Test]
    public async Task Unpublishing_again_keeps_the_version()
    {
        var (workspace, id) = await PublishedAsync();
        var first = await workspace.Owner.PostAsync($"articles/{id}/unpublish", null);

        var again = await workspace.Owner.PostAsync($"articles/{id}/unpublish", null);

        Assert.That((again.Status, again.Headers["ETag"]), Is.EqualTo((200, first.Headers["ETag"])));
    }

    [Test]
    public async Task A_refused_language_hides_nothing()
    {
        var (workspace, id) = await PublishedAsync();

        (await workspace.Owner.PostAsync($"articles/{id}/unpublish?locale=en", new { locale = "de" })).MustName("locale");
        (await workspace.Owner.PostAsync($"articles/{id}/unpublish", new { locale = "no tag" })).MustName("locale");
        (await workspace.Owner.PostAsync($"articles/{id}/unpublish", new { locale = 7 })).MustName("locale");
        (await workspace.Owner.PostAsync($"articles/{id}/unpublish", "{")).MustBe(400, "malformed_json");
        (await workspace.Owner.PostAsync($"articles/{id}/unpublish", new { locale = "fr" })).MustBe(409, "not_translated");

        Assert.That(await workspace.PublishedLocalesAsync(), Is.EqualTo(["de", "en"]));
    }

    private static async Task<(TestWorkspace Workspace, string Id)> PublishedAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "Refunds" });
        await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Erstattung" }).MustAsync();
        await workspace.Owner.PostAsync($"articles/{id}/publish", null).MustAsync();
        return (workspace, id);
    }
}
