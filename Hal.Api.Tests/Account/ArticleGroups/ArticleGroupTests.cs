using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ArticleGroups;

/// <summary>Contract 5: groups of articles, with names by locale and an order.</summary>
public class ArticleGroupTests
{
    [Test]
    public async Task Is_created_with_names_by_locale()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("article-groups", new { name = " Billing ", names = new { de = "Abrechnung" } })).MustMatch();

        (await workspace.Owner.GetAsync("article-groups")).MustMatch("list");
    }

    [Test]
    public async Task Merges_names_and_keeps_at_least_one()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.GroupAsync("Billing");

        var patched = await workspace
            .Owner.PatchAsync($"article-groups/{id}", new { names = new { de = "Abrechnung", en = (string?)null } })
            .MustAsync();

        Assert.That(patched.GetProperty("article_group").GetProperty("names").GetRawText(), Is.EqualTo("""{"de":"Abrechnung"}"""));
        Assert.That(patched.GetProperty("article_group").GetProperty("name").GetString(), Is.EqualTo("Abrechnung"));
        (await workspace.Owner.PatchAsync($"article-groups/{id}", new { names = new { de = (string?)null } })).MustName("names");
    }

    [Test]
    public async Task Stands_where_it_is_put_and_the_others_keep_their_order()
    {
        var workspace = await TestWorkspace.CreateAsync();
        foreach (var name in new[] { "a", "b", "c", "d" })
            await workspace.Owner.GroupAsync(name);

        await workspace
            .Owner.PatchAsync($"article-groups/{(await ListAsync(workspace))[3].GetProperty("id")}", new { position = 1 })
            .MustAsync();
        await workspace.Owner.PostAsync("article-groups", new { name = "e", position = 0 }).MustAsync();

        var groups = await ListAsync(workspace);
        Assert.That(groups.Select(g => g.GetProperty("name").GetString()), Is.EqualTo(["e", "a", "d", "b", "c"]));
        Assert.That(groups.Select(g => g.GetProperty("position").GetInt32()), Is.EqualTo([0, 1, 2, 3, 4]));
    }

    [Test]
    public async Task Leaves_its_articles_when_it_is_deleted()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var group = await workspace.Owner.GroupAsync("Billing");
        var article = await workspace.Owner.WriteAsync(new { title = "One", group_id = group });
        var tag = (await workspace.Owner.GetAsync($"articles/{article}")).Headers["ETag"];

        await workspace.Owner.DeleteAsync($"article-groups/{group}").MustAsync();

        var after = await workspace.Owner.GetAsync($"articles/{article}", ("If-None-Match", tag));
        Assert.That(after.Status, Is.EqualTo(200), "It has changed.");
        Assert.That(after.Body.GetProperty("article").GetProperty("group_id").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await ListAsync(workspace), Is.Empty);
        (await workspace.Owner.DeleteAsync($"article-groups/{group}")).MustBe(404, "not_found");
    }

    [TestCase("{}", "name")]
    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"name":7}""", "name")]
    [TestCase("""{"names":{"not a tag":"x"}}""", "names")]
    [TestCase("""{"names":{"de":null}}""", "names")]
    [TestCase("""{"names":"x"}""", "names")]
    [TestCase("""{"name":"x","position":-1}""", "position")]
    [TestCase("""{"name":"x","position":"first"}""", "position")]
    public async Task Refuses_what_has_not_the_form(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("article-groups", json)).MustName(field);
        Assert.That(await ListAsync(workspace), Is.Empty);
    }

    [Test]
    public async Task There_is_an_end_to_them()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.ExecuteAsync(
            """
            insert into article_groups (project_id, id, names, position, created_at, updated_at) select @p, gen_random_uuid(), '{"en":"x"}', i, now(), now() from generate_series(1, 200) i
            """
        );

        (await workspace.Owner.PostAsync("article-groups", new { name = "x" })).MustBe(409, "limit_reached");
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(TestWorkspace workspace) =>
        [.. (await workspace.Owner.GetAsync("article-groups").MustAsync()).GetProperty("article_groups").EnumerateArray()];
}
