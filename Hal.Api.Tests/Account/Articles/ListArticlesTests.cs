using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

public class ListArticlesTests
{
    [Test]
    public async Task Filters_by_status_locale_and_words()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var both = await workspace.Owner.PublishAsync("Refunds", "You get your café money.");
        await workspace.Owner.PatchAsync($"articles/{both}", new { locale = "de", title = "Erstattung" }).MustAsync();
        await workspace.Owner.WriteAsync(new { title = "Invoices", content = "About a Refund." });

        Assert.That(await workspace.TitlesAsync(""), Is.EqualTo(["Invoices", "Refunds"]));
        Assert.That(await workspace.TitlesAsync("status=published"), Is.EqualTo(["Refunds"]));
        Assert.That(await workspace.TitlesAsync("status=draft"), Is.EqualTo(["Invoices"]));
        Assert.That(await workspace.TitlesAsync("locale=de"), Is.EqualTo(["Erstattung"]));
        Assert.That(await workspace.TitlesAsync("locale=de&status=published"), Is.Empty);
        Assert.That(await workspace.TitlesAsync("search=refu"), Is.EqualTo(["Invoices", "Refunds"]));
        Assert.That(await workspace.TitlesAsync("search=CAFE+mon"), Is.EqualTo(["Refunds"]));
        Assert.That(await workspace.TitlesAsync("search=%25%27%26%21"), Is.Empty);
        (await workspace.Owner.GetAsync("articles")).MustMatch();
    }

    [Test]
    public async Task Pages_of_a_group_and_of_all_articles_miss_none()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var group = await workspace.Owner.GroupAsync("Billing");
        foreach (var i in Enumerable.Range(0, 5))
            await workspace.Owner.WriteAsync(new { title = $"t{i}", group_id = group });

        Assert.That(
            (await workspace.Owner.WalkAsync($"articles?group_id={group}", "articles")).Texts("title"),
            Is.EqualTo(["t0", "t1", "t2", "t3", "t4"])
        );
        Assert.That((await workspace.Owner.WalkAsync("articles", "articles")).Texts("title"), Is.EqualTo(["t4", "t3", "t2", "t1", "t0"]));
        Assert.That(
            (await workspace.Owner.WalkAsync("articles?search=t", "articles")).Texts("title"),
            Is.EqualTo(["t4", "t3", "t2", "t1", "t0"])
        );
    }

    [TestCase("group_id=x", "group_id")]
    [TestCase("status=x", "status")]
    [TestCase("locale=no+tag", "locale")]
    [TestCase("limit=0", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_an_invalid_filter(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"articles?{query}")).MustName(field);
    }
}
