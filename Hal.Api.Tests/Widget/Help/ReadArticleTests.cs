using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Help;

/// <summary>Contract 4.8: the widget reads an article as it is published.</summary>
public class ReadArticleTests
{
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
    public async Task A_version_that_the_caller_has_is_not_rendered_again()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refunds", "Some **text**.");
        var first = await GetAsync(workspace, "refunds");
        // Members cannot write this, because it cannot be rendered: rendering it fails.
        await workspace.Project.ExecuteAsync("update article_translations set published_content = repeat('>', 5000) where project_id = @p");
        var path = $"/api/widget/articles/refunds?project_id={workspace.Project.Id}";

        Assert.That(
            (await workspace.Project.GetAsync(path, ("If-None-Match", first.Headers["ETag"]))).Status,
            Is.EqualTo(500),
            "The article has changed, so it is rendered."
        );
        Assert.That((await workspace.Project.GetAsync(path, ("If-None-Match", "*"))).Status, Is.EqualTo(304));
    }

    private static Task<Exchange> GetAsync(TestWorkspace workspace, string slug, string query = "") =>
        workspace.Project.GetAsync($"/api/widget/articles/{slug}?project_id={workspace.Project.Id}{query}");
}
