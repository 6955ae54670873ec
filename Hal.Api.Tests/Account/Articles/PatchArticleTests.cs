using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

public class PatchArticleTests
{
    [Test]
    public async Task A_chosen_slug_stays_and_is_refused_if_another_article_has_it()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var first = await workspace.Owner.WriteAsync(new { title = "Refunds", slug = "money" });
        var second = await workspace.Owner.WriteAsync(new { title = "Other" });

        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Renamed" }).MustAsync();
        Assert.That(await workspace.SlugsAsync(first), Is.EqualTo(["money"]));
        Assert.That(
            (await workspace.Owner.PatchAsync($"articles/{second}", new { slug = "money" })).MustBe(409, "slug_taken").Text,
            Does.Contain("slug:")
        );
        (await workspace.Owner.PostAsync("articles", new { title = "x", slug = "money" })).MustBe(409, "slug_taken");
        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Renamed", slug = (string?)null }).MustAsync();
        Assert.That(await workspace.SlugsAsync(first), Is.EqualTo(["renamed"]));
    }

    [Test]
    public async Task A_former_slug_stays_reserved_for_its_own_article()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var first = await workspace.Owner.PublishAsync("Refunds");
        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Money back" }).MustAsync();
        await workspace.Owner.PostAsync($"articles/{first}/publish", null).MustAsync();

        var second = await workspace.Owner.WriteAsync(new { title = "Refunds" });
        await workspace.Owner.PatchAsync($"articles/{first}", new { title = "Refunds" }).MustAsync();

        Assert.That(await workspace.SlugsAsync(first, second), Is.EqualTo(["refunds", "refunds-2"]));
    }

    [Test]
    public async Task Moves_an_article_between_groups_and_to_a_position()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (group, other) = (await workspace.Owner.GroupAsync("Billing"), await workspace.Owner.GroupAsync("Other"));
        var ids = new List<string>();
        foreach (var title in new[] { "a", "b", "c" })
            ids.Add(await workspace.Owner.WriteAsync(new { title, group_id = group }));

        var moved = await workspace.Owner.WriteAsync(new { title = "d" });
        await workspace.Owner.PatchAsync($"articles/{ids[2]}", new { position = 0 }).MustAsync();
        await workspace.Owner.PatchAsync($"articles/{moved}", new { group_id = group, position = 1 }).MustAsync();
        Assert.That(await workspace.TitlesAsync($"group_id={group}"), Is.EqualTo(["c", "d", "a", "b"]));

        await workspace.Owner.PatchAsync($"articles/{ids[0]}", new { group_id = other }).MustAsync();
        await workspace.Owner.PatchAsync($"articles/{ids[1]}", new { group_id = (string?)null }).MustAsync();
        Assert.That(await workspace.TitlesAsync($"group_id={group}"), Is.EqualTo(["c", "d"]));
        Assert.That(await workspace.TitlesAsync($"group_id={other}"), Is.EqualTo(["a"]));
        Assert.That(await workspace.TitlesAsync("group_id=none"), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task Concurrent_edits_lose_nothing()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "One" });

        await Task.WhenAll(
            workspace.Owner.PatchAsync($"articles/{id}", new { content = "x" }).MustAsync(),
            workspace.Owner.PatchAsync($"articles/{id}", new { locale = "de", title = "Eins" }).MustAsync(),
            workspace.Owner.PatchAsync($"articles/{id}", new { locale = "fr", title = "Un" }).MustAsync(),
            workspace.Owner.PostAsync($"articles/{id}/publish?locale=en", null).MustAsync()
        );

        var article = await workspace.ArticleAsync(id);
        Assert.That(article.GetProperty("content").GetString(), Is.EqualTo("x"));
        Assert.That(
            article.GetProperty("translations").EnumerateArray().Select(t => t.GetProperty("locale").GetString()),
            Is.EquivalentTo(["en", "de", "fr"])
        );
        Assert.That(article.GetProperty("status").GetString(), Is.EqualTo("published"));
    }

    [TestCase("""{"title":null}""", "title")]
    [TestCase("""{"locale":"fr","content":"x"}""", "title")]
    [TestCase("""{"slug":"A"}""", "slug")]
    [TestCase("""{"position":-1}""", "position")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.WriteAsync(new { title = "One" });

        (await workspace.Owner.PatchAsync($"articles/{id}", json)).MustName(field);
    }

    [Test]
    public async Task A_group_of_another_project_is_unknown()
    {
        var (workspace, other) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());
        var group = await other.Owner.GroupAsync("Theirs");
        var id = await workspace.Owner.WriteAsync(new { title = "One" });

        (await workspace.Owner.PostAsync("articles", new { title = "x", group_id = group })).MustName("group_id", "unknown_group");
        (await workspace.Owner.PatchAsync($"articles/{id}", new { group_id = group })).MustName("group_id", "unknown_group");
        (await workspace.Owner.PatchAsync($"articles/{id}", new { group_id = "x" })).MustName("group_id", "unknown_group");
    }
}
