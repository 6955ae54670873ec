using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Visitors;

/// <summary>Contract 5: members list the visitors.</summary>
public class ListVisitorsTests
{
    [Test]
    public async Task Pages_list_the_newest_first_while_more_visitors_come()
    {
        var workspace = await TestWorkspace.CreateAsync();
        Task SeenAsync(string id) => workspace.Project.MustPostAsync("track", new { visitor_id = id, name = "page_viewed" });
        for (var i = 0; i < 5; i++)
            await SeenAsync($"v-{i}");

        var late = 0;
        var walked = await workspace.Owner.WalkAsync("visitors", "visitors", between: () => SeenAsync($"late-{late++}"));

        Assert.That(walked.Texts("visitor_id"), Is.EqualTo((string[])["v-4", "v-3", "v-2", "v-1", "v-0"]));
    }

    [Test]
    public async Task Filters_by_contact_and_by_the_exact_id()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ana = await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-2", user_id = "u-1" });
        await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-3", user_id = "u-3" });
        async Task<IEnumerable<string?>> FoundAsync(string query) =>
            (await workspace.Owner.WalkAsync($"visitors?{query}", "visitors", limit: 1)).Texts("visitor_id");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await FoundAsync($"contact_id={ana.Text("contact", "id")}"), Is.EqualTo((string[])["v-2", "v-1"]));
            Assert.That(await FoundAsync("visitor_id=v-1"), Is.EqualTo((string[])["v-1"]));
            Assert.That(await FoundAsync("visitor_id=V-1"), Is.Empty);
            Assert.That(await FoundAsync($"visitor_id=v-3&contact_id={ana.Text("contact", "id")}"), Is.Empty);
        }
    }

    [TestCase("contact_id=x", "contact_id")]
    [TestCase("visitor_id=%00", "visitor_id")]
    [TestCase("limit=x", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_an_invalid_filter(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"visitors?{query}")).MustName(field);
    }
}
