using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ArticleGroups;

public class DeleteArticleGroupTests
{
    [Test]
    public async Task Deletes_the_group_and_keeps_its_articles()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var group = await workspace.Owner.GroupAsync("Billing");
        var article = await workspace.Owner.WriteAsync(new { title = "One", group_id = group });
        var tag = (await workspace.Owner.GetAsync($"articles/{article}")).Headers["ETag"];

        await workspace.Owner.DeleteAsync($"article-groups/{group}").MustAsync();

        var after = await workspace.Owner.GetAsync($"articles/{article}", ("If-None-Match", tag));
        Assert.That(after.Status, Is.EqualTo(200), "The article has a new version.");
        Assert.That(after.Body.GetProperty("article").GetProperty("group_id").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await workspace.GroupsAsync(), Is.Empty);
        (await workspace.Owner.DeleteAsync($"article-groups/{group}")).MustBe(404, "not_found");
    }
}
