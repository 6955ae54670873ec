using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ArticleGroups;

public class CreateArticleGroupTests
{
    [Test]
    public async Task Keeps_its_names_by_locale()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("article-groups", new { name = " Billing ", names = new { de = "Abrechnung" } })).MustMatch();
    }

    [TestCase("{}", "name")]
    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"name":7}""", "name")]
    [TestCase("""{"names":{"not a tag":"x"}}""", "names")]
    [TestCase("""{"names":{"de":null}}""", "names")]
    [TestCase("""{"names":"x"}""", "names")]
    [TestCase("""{"name":"x","position":-1}""", "position")]
    [TestCase("""{"name":"x","position":"first"}""", "position")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("article-groups", json)).MustName(field);
        Assert.That(await workspace.GroupsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_project_has_at_most_200_groups()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.ExecuteAsync(
            """
            insert into article_groups (project_id, id, names, position, created_at, updated_at)
            select @p, gen_random_uuid(), '{"en":"x"}', i, now(), now() from generate_series(1, 200) i
            """
        );

        (await workspace.Owner.PostAsync("article-groups", new { name = "x" })).MustBe(409, "limit_reached");
    }
}
