using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>What identify refuses although every field is well-formed (contract 4.2).</summary>
public class IdentifyProblemTests
{
    private static readonly string[] ByName = ["Acme Inc"];

    [TestCase("""{"company":{"id":"acme"}}""", "company")]
    [TestCase("""{"company":{"name":"Acme"},"company_ids":["acme"]}""", "company")]
    [TestCase("""{"company_ids":["acme"]}""", "company_ids")]
    [TestCase("""{"email":" ","user_id":"","company":{"id":"acme"}}""", "company")]
    public async Task A_company_needs_an_identified_visitor(string json, string field)
    {
        var project = await TestProject.CreateAsync();

        (await project.MustRefuseAsync("identify", Refusals.Body(json, ("visitor_id", "v-1")))).MustName(field, "identity_required");
    }

    [TestCase("""{}""")]
    [TestCase("""{"company":null,"company_ids":null}""")]
    [TestCase("""{"company":{},"company_ids":[]}""")]
    [TestCase("""{"company":{"id":"","name":" ","deal_value":null}}""")]
    public async Task An_empty_company_needs_no_identified_visitor(string json)
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync("identify", Refusals.Body(json, ("visitor_id", "v-1")));
    }

    [Test]
    public async Task An_unknown_further_company_is_pointed_at()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.MustRefuseAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
                company_ids = new[] { "acme", "nope", Guid.NewGuid().ToString() },
            }
        );

        exchange.MustName("company_ids[1]", "unknown_company").MustMatch();
    }

    [Test]
    public async Task A_further_company_is_never_found_by_its_name()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme", name = "Acme Inc" },
            }
        );

        (
            await project.MustRefuseAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    company_ids = ByName,
                }
            )
        ).MustName("company_ids[0]", "unknown_company");
    }

    [Test]
    public async Task An_unknown_stage_is_pointed_at()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.MustRefuseAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme", stage = "Nope" },
            }
        );

        exchange.MustName("company.stage", "unknown_stage").MustMatch();
    }

    [Test]
    public async Task Two_values_that_collide_are_refused_with_their_field()
    {
        var project = await TestProject.CreateAsync();

        (
            await project.MustRefuseAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    project_id = project.Id,
                    app_id = Guid.NewGuid(),
                }
            )
        ).MustName("app_id").MustMatch();
    }

    [Test]
    public async Task Metadata_that_would_grow_too_large_takes_the_whole_call_back()
    {
        var project = await TestProject.CreateAsync();
        var full = Enumerable.Range(0, 100).ToDictionary(i => $"k{i}", i => i);
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                metadata = full,
                company = new { id = "acme", metadata = full },
            }
        );

        (
            await project.MustRefuseAsync(
                "identify",
                new
                {
                    visitor_id = "v-2",
                    user_id = "u-1",
                    name = "New",
                    metadata = new { more = 1 },
                    company = new { id = "other" },
                }
            )
        ).MustName("metadata").MustMatch();
        (
            await project.MustRefuseAsync(
                "identify",
                new
                {
                    visitor_id = "v-2",
                    user_id = "u-2",
                    company = new { id = "acme", metadata = new { more = 1 } },
                }
            )
        ).MustName("company.metadata");
    }
}
