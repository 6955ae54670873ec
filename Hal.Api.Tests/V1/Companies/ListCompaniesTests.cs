using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Companies;

/// <summary>Contract 6.1: the companies of the key's project.</summary>
public class ListCompaniesTests
{
    [Test]
    public async Task Shows_them_newest_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.AddCompanyAsync(
            new
            {
                name = "Acme",
                external_id = "acme",
                stage_id = await workspace.StageAsync("Won"),
            }
        );
        await workspace.AddCompanyAsync(new { name = "Globex" });

        (await (await workspace.AddKeyAsync("companies:read")).GetAsync("companies")).MustMatch();
    }

    [TestCase("companies")]
    [TestCase("companies?search=c")]
    public async Task A_walk_repeats_none_and_misses_none_while_others_are_made(string path)
    {
        var workspace = await TestWorkspace.CreateAsync();
        for (var i = 0; i < 5; i++)
            await workspace.AddCompanyAsync(new { name = $"c{i}" });

        var walked = await (await workspace.AddKeyAsync("companies:read")).WalkAsync(path, "companies", between: () =>
            workspace.AddCompanyAsync(new { name = "c late" })
        );

        Assert.That(walked.Texts("name"), Is.EqualTo((string[])["c4", "c3", "c2", "c1", "c0"]));
    }

    [TestCase("search=%C3%81CME", "Acme")]
    [TestCase("search=globex.ex", "Globex")]
    [TestCase("search=a%25e", "")]
    [TestCase("external_id=acme", "Acme")]
    [TestCase("external_id=ACME", "")]
    [TestCase("external_id=acme&search=cm", "Acme")]
    [TestCase("external_id=acme&search=globex", "")]
    [TestCase("external_id=&search=%20", "Globex|Acme")]
    public async Task Finds_by_each_filter(string query, string expected)
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.AddCompanyAsync(new { name = "Acme", external_id = "acme" });
        await workspace.AddCompanyAsync(new { name = "Globex", domain = "globex.example" });

        var found = await (await workspace.AddKeyAsync("companies:read")).WalkAsync($"companies?{query}", "companies");

        Assert.That(string.Join('|', found.Texts("name")), Is.EqualTo(expected));
    }

    [TestCase("limit=201", "limit")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("search=a%00b", "search")]
    [TestCase("external_id=a%00b", "external_id")]
    public async Task Refuses_an_invalid_filter_and_names_it(string query, string field) =>
        (await (await (await TestWorkspace.CreateAsync()).AddKeyAsync("companies:read")).GetAsync($"companies?{query}")).MustName(field);

    [Test]
    public async Task Shows_the_key_s_project_only()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();
        var mine = await workspace.AddKeyAsync("companies:read");
        await workspace
            .Owner.PostAsync("companies", new { name = "Acme", external_id = "acme" }, ("X-Project-Id", other.Id.ToString()))
            .MustAsync();

        foreach (var query in new[] { "", "?search=acme", "?external_id=acme", $"?project_id={other.Id}" })
            Assert.That(
                (await mine.GetAsync($"companies{query}", ("X-Project-Id", other.Id.ToString())).MustAsync())
                    .GetProperty("companies")
                    .GetArrayLength(),
                Is.Zero,
                query
            );
    }
}
