using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

public class DeleteArticleTests
{
    [Test]
    public async Task Deletes_one_language_or_the_whole_article()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.PublishAsync("Refunds");
        await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Erstattung" }).MustAsync();

        (await workspace.Owner.DeleteAsync($"articles/{id}?locale=fr")).MustBe(409, "not_translated");
        await workspace.Owner.DeleteAsync($"articles/{id}?locale=de").MustAsync();
        Assert.That((await workspace.ArticleAsync(id)).GetProperty("translations").GetArrayLength(), Is.EqualTo(1));
        await workspace.Owner.DeleteAsync($"articles/{id}").MustAsync();

        (await workspace.Owner.GetAsync($"articles/{id}")).MustBe(404, "not_found");
        foreach (var table in new[] { "articles", "article_translations", "article_words" })
            Assert.That(await workspace.Project.OneAsync<long>($"select count(*) from {table} where project_id = @p"), Is.Zero, table);
    }

    [Test]
    public async Task The_slug_of_a_deleted_article_is_not_reused_once_readers_have_seen_it()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (seen, draft) = (await workspace.Owner.PublishAsync("Refunds"), await workspace.Owner.WriteAsync(new { title = "Invoices" }));
        await workspace.Owner.DeleteAsync($"articles/{seen}").MustAsync();
        await workspace.Owner.DeleteAsync($"articles/{draft}").MustAsync();

        var (second, third) = (await workspace.Owner.PublishAsync("Refunds"), await workspace.Owner.PublishAsync("Invoices"));

        Assert.That(await workspace.SlugsAsync(second, third), Is.EqualTo(["refunds-2", "invoices"]), "The slug of a draft is free again.");
        Assert.That((await workspace.Project.HelpAsync("/en/refunds")).Status, Is.EqualTo(404));
        (await workspace.Owner.PostAsync("articles", new { title = "x", slug = "refunds" })).MustBe(409, "slug_taken");
    }
}
