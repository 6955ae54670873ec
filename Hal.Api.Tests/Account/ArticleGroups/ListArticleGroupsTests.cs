using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ArticleGroups;

public class ListArticleGroupsTests
{
    [Test]
    public async Task Lists_the_groups_with_their_names()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PostAsync("article-groups", new { name = "Billing", names = new { de = "Abrechnung" } }).MustAsync();

        (await workspace.Owner.GetAsync("article-groups")).MustMatch();
    }

    [Test]
    public async Task Counts_the_articles_of_each_group()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var group = await workspace.Owner.GroupAsync("Billing");
        await workspace.Owner.GroupAsync("Empty");
        await workspace.Owner.WriteAsync(new { title = "One", group_id = group });
        await workspace.Owner.WriteAsync(new { title = "Two", group_id = group });
        await workspace.Owner.WriteAsync(new { title = "Alone" });

        Assert.That(
            (await workspace.GroupsAsync()).Select(g => (g.Text("name"), g.GetProperty("article_count").GetInt64())),
            Is.EqualTo([("Billing", 2), ("Empty", 0)])
        );
    }

    [Test]
    public async Task Another_projects_groups_are_not_listed()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await TestWorkspace.CreateAsync();
        await other.Owner.GroupAsync("Theirs");

        Assert.That(await workspace.GroupsAsync(), Is.Empty);
    }
}
