using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

public class GetArticleTests
{
    [Test]
    public async Task Shows_the_requested_language_or_the_default_one()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "Refunds", content = "Soon." });
        await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Erstattung" }).MustAsync();

        Assert.That(await TitleAsync(""), Is.EqualTo("Refunds"));
        Assert.That(await TitleAsync("?locale=DE"), Is.EqualTo("Erstattung"));

        async Task<string?> TitleAsync(string query) =>
            (await workspace.Owner.GetAsync($"articles/{id}{query}").MustAsync()).Text("article", "title");
    }

    [Test]
    public async Task A_language_without_a_translation_is_not_found()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "Refunds" });

        (await workspace.Owner.GetAsync($"articles/{id}?locale=de")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync($"articles/{id}?locale=no+tag")).MustName("locale");
    }

    [Test]
    public async Task An_article_of_another_project_is_not_found()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await TestWorkspace.CreateAsync();
        var id = await other.Owner.WriteAsync(new { title = "Theirs" });

        (await workspace.Owner.GetAsync($"articles/{id}")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync($"articles/{Guid.CreateVersion7()}")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync("articles/refunds")).MustBe(404, "not_found");
    }
}
