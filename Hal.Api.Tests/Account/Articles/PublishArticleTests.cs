using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

public class PublishArticleTests
{
    [Test]
    public async Task Publishing_again_without_a_change_keeps_the_version()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds");

        var again = await workspace.Owner.PostAsync($"articles/{id}/publish", null);

        Assert.That((again.Status, again.Headers["ETag"]), Is.EqualTo((200, "\"1\"")));
        (await workspace.Owner.PostAsync($"articles/{id}/publish?locale=de", null)).MustBe(409, "not_translated");
        (await workspace.Owner.PostAsync($"articles/{id}/publish?locale=no+tag", null)).MustName("locale");
    }

    [Test]
    public async Task Publishes_the_language_that_is_sent_or_all_of_them()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "Refunds" });
        await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Erstattung" }).MustAsync();

        await workspace.Owner.PostAsync($"articles/{id}/publish", new { locale = "de" }).MustAsync();
        Assert.That(await workspace.PublishedLocalesAsync(), Is.EqualTo(["de"]));
        await workspace.Owner.PostAsync($"articles/{id}/publish", "{}").MustAsync();
        Assert.That(await workspace.PublishedLocalesAsync(), Is.EqualTo(["de", "en"]));
    }

    [Test]
    public async Task A_refused_language_publishes_nothing()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "Refunds" });

        (await workspace.Owner.PostAsync($"articles/{id}/publish?locale=en", new { locale = "de" })).MustName("locale");
        (await workspace.Owner.PostAsync($"articles/{id}/publish", new { locale = "no tag" })).MustName("locale");
        (await workspace.Owner.PostAsync($"articles/{id}/publish", new { locale = 7 })).MustName("locale");
        (await workspace.Owner.PostAsync($"articles/{id}/publish", "{")).MustBe(400, "malformed_json");
        (await workspace.Owner.PostAsync($"articles/{id}/publish", new { locale = "fr" })).MustBe(409, "not_translated");

        Assert.That(await workspace.PublishedLocalesAsync(), Is.Empty);
    }
}
