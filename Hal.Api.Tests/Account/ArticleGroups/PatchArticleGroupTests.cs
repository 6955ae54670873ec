using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ArticleGroups;

public class PatchArticleGroupTests
{
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
    public async Task Moves_a_group_and_keeps_the_order_of_the_others()
    {
        var workspace = await TestWorkspace.CreateAsync();
        foreach (var name in new[] { "a", "b", "c", "d" })
            await workspace.Owner.GroupAsync(name);

        await workspace
            .Owner.PatchAsync($"article-groups/{(await workspace.GroupsAsync())[3].GetProperty("id")}", new { position = 1 })
            .MustAsync();
        await workspace.Owner.PostAsync("article-groups", new { name = "e", position = 0 }).MustAsync();

        var groups = await workspace.GroupsAsync();
        Assert.That(groups.Select(g => g.GetProperty("name").GetString()), Is.EqualTo(["e", "a", "d", "b", "c"]));
        Assert.That(groups.Select(g => g.GetProperty("position").GetInt32()), Is.EqualTo([0, 1, 2, 3, 4]));
    }

    [Test]
    public async Task A_group_of_another_project_is_not_found()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await TestWorkspace.CreateAsync();
        var id = await other.Owner.GroupAsync("Theirs");

        (await workspace.Owner.PatchAsync($"article-groups/{id}", new { name = "Mine" })).MustBe(404, "not_found");

        Assert.That((await other.GroupsAsync()).Texts("name"), Is.EqualTo(["Theirs"]));
    }

    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"names":{"not a tag":"x"}}""", "names")]
    [TestCase("""{"position":-1}""", "position")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.Owner.GroupAsync("Billing");

        (await workspace.Owner.PatchAsync($"article-groups/{id}", json)).MustName(field);
    }
}
