using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

public class ListCompaniesTests
{
    [Test]
    public async Task Lists_the_newest_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.AddCompanyAsync(new { name = "Acme", deal_value = 1.10m });
        await workspace.AddCompanyAsync(new { name = "Globex" });

        (await workspace.Owner.GetAsync("companies")).MustMatch();
    }

    [TestCase("companies")]
    [TestCase("companies?has_stage=false")]
    public async Task Pages_repeat_and_miss_nothing_while_companies_are_added(string path)
    {
        var workspace = await TestWorkspace.CreateAsync();
        for (var i = 0; i < 5; i++)
            await workspace.AddCompanyAsync(new { name = $"c{i}" });

        var walked = await workspace.Owner.WalkAsync(path, "companies", between: () => workspace.AddCompanyAsync(new { name = "late" }));

        Assert.That(walked.Texts("name"), Is.EqualTo((string[])["c4", "c3", "c2", "c1", "c0"]));
    }

    [TestCase("search=cme", "Acme|Ácme d.o.o.")]
    [TestCase("search=%20ÁCME%20", "Acme|Ácme d.o.o.")]
    [TestCase("search=globex.ex", "Globex")]
    [TestCase("search=a%25e", "")]
    [TestCase("search=a_me", "")]
    [TestCase("search=", "Acme|Globex|Ácme d.o.o.|Nowhere")]
    [TestCase("stage_id={Lead}", "Acme")]
    [TestCase("has_stage=true", "Acme|Globex")]
    [TestCase("has_stage=false", "Ácme d.o.o.|Nowhere")]
    [TestCase("min_deal=10", "Globex|Ácme d.o.o.")]
    [TestCase("min_deal=10.01", "Globex")]
    [TestCase("max_deal=10", "Acme|Ácme d.o.o.")]
    [TestCase("min_deal=1e0&max_deal=10.00", "Acme|Ácme d.o.o.")]
    [TestCase("contact_id={contact}", "Globex")]
    [TestCase("contact_id={contact}&has_stage=false", "")]
    [TestCase("search=acme&has_stage=true&max_deal=5", "Acme")]
    [TestCase("stage_id=0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11", "")]
    public async Task Filters(string filter, string expected)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contact = await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new
                {
                    id = "globex",
                    name = "Globex",
                    domain = "globex.example",
                    stage = "Won",
                    deal_value = 99999999999999.99m,
                },
            }
        );
        await workspace.AddCompanyAsync(
            new
            {
                name = "Acme",
                stage_id = await workspace.StageAsync("Lead"),
                deal_value = 5,
            }
        );
        await workspace.AddCompanyAsync(new { name = "Ácme d.o.o.", deal_value = 10 });
        await workspace.AddCompanyAsync(new { name = "Nowhere" });
        var query = filter
            .Replace("{Lead}", await workspace.StageAsync("Lead"), StringComparison.Ordinal)
            .Replace("{contact}", contact.Text("contact", "id"), StringComparison.Ordinal);

        var found = await workspace.Owner.WalkAsync($"companies?{query}", "companies", limit: 1);

        Assert.That(found.Texts("name"), Is.EquivalentTo(expected.Split('|', StringSplitOptions.RemoveEmptyEntries)));
    }

    [TestCase("limit=0", "limit")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("stage_id=Lead", "stage_id")]
    [TestCase("has_stage=yes", "has_stage")]
    [TestCase("min_deal=x", "min_deal")]
    [TestCase("min_deal=-1", "min_deal")]
    [TestCase("max_deal=1.001", "max_deal")]
    [TestCase("contact_id=u-1", "contact_id")]
    [TestCase("search=a%00b", "search")]
    public async Task Refuses_an_invalid_filter_and_names_it(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"companies?{query}")).MustName(field);
    }

    [Test]
    public async Task Refuses_a_search_text_that_is_too_long()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"companies?search={new string('x', 256)}")).MustName("search");
    }

    [TestCase("companies?search=acme")]
    [TestCase("companies")]
    public async Task Another_projects_companies_are_not_listed(string path)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();
        await workspace.Owner.PostAsync("companies", new { name = "Acme" }, ("X-Project-Id", other.Id.ToString())).MustAsync();

        var page = await workspace.Owner.GetAsync(path, ("X-Project-Id", workspace.Project.Id.ToString())).MustAsync();

        Assert.That(page.GetProperty("companies").GetArrayLength(), Is.Zero);
    }
}
