using System.Text.Json;
using Hal.Api.Domain.Members;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

public class CreateCompanyTests
{
    [Test]
    public async Task Stores_every_field()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);

        var exchange = await agent.PostAsync(
            "companies",
            new
            {
                name = " Acme ",
                external_id = " acme ",
                domain = " ACME.example ",
                industry = "Anvils",
                stage_id = await workspace.StageAsync("Proposal"),
                deal_value = 12000.50m,
                notes = "Pays late",
                metadata = new { plan = "pro", gone = (string?)null },
            }
        );

        exchange.MustMatch();
        var company = exchange.Body.GetProperty("company");
        var stored = await workspace.Owner.GetAsync($"companies/{company.Text("id")}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Headers["Location"], Is.EqualTo($"/api/companies/{company.Text("id")}"));
            Assert.That(company.GetProperty("deal_value").GetRawText(), Is.EqualTo("12000.50"));
            Assert.That(JsonElement.DeepEquals(stored.Body, exchange.Body), stored.Text);
            Assert.That(stored.Headers["ETag"], Is.EqualTo("\"1\""));
        }
    }

    [Test]
    public async Task Only_the_name_is_required()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (
            await workspace.Owner.PostAsync(
                "companies",
                new
                {
                    name = "Acme",
                    external_id = " ",
                    deal_value = (int?)null,
                    stage_id = (string?)null,
                }
            )
        ).MustMatch();
    }

    [Test]
    public async Task An_initial_stage_and_deal_are_recorded_as_changes()
    {
        var workspace = await TestWorkspace.CreateAsync();

        await workspace.AddCompanyAsync(
            new
            {
                name = "Acme",
                stage_id = await workspace.StageAsync("Won"),
                deal_value = 7,
            }
        );

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                """
                select coalesce(from_name, '-') || ' > ' || to_name || ' ' || source || ' ' || actor
                from stage_changes
                where project_id = @p
                union all
                select coalesce(from_value::text, '-') || ' > ' || to_value || ' ' || source || ' ' || actor
                from deal_changes
                where project_id = @p
                """
            ),
            Is.EqualTo((string[])[$"- > Won account member:{workspace.Owner.Id}", $"- > 7 account member:{workspace.Owner.Id}"])
        );
    }

    [Test]
    public async Task Companies_may_have_the_same_name()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { name = "Acme", domain = "acme.example" },
            }
        );

        await workspace.AddCompanyAsync(new { name = "acme", domain = "acme.example" });
        await workspace.AddCompanyAsync(new { name = "Acme" });

        Assert.That(
            await workspace.Project.OneAsync<long>("select count(*) from companies where project_id = @p and name_key = 'acme'"),
            Is.EqualTo(3)
        );
    }

    [Test]
    public async Task An_external_id_is_unique()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
            }
        );

        var exchange = await workspace.MustRefuseAsync(() =>
            workspace.Owner.PostAsync("companies", new { name = "Acme", external_id = "acme" })
        );

        exchange.MustBe(409, "external_id_taken");
        Assert.That(exchange.Body.Text("detail"), Does.Contain("external_id"));
    }

    [Test]
    public async Task Of_many_concurrent_calls_one_gets_the_external_id()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => workspace.Owner.PostAsync("companies", new { name = $"Acme {i}", external_id = "acme" }))
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1));
            Assert.That(answers.Where(a => a.Status != 201).Select(a => a.Code), Is.All.EqualTo("external_id_taken"));
        }
    }

    [Test]
    public async Task An_external_id_of_another_project_is_free()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.AddCompanyAsync(new { name = "Acme", external_id = "acme" });
        var other = await workspace.AddProjectAsync();

        var exchange = await workspace.Owner.PostAsync(
            "companies",
            new { name = "Acme", external_id = "acme" },
            ("X-Project-Id", other.Id.ToString())
        );

        Assert.That(exchange.Status, Is.EqualTo(201), exchange.Text);
    }

    [TestCase("{}", "name")]
    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"name":null}""", "name")]
    [TestCase("""{"name":7}""", "name")]
    [TestCase("""{"name":"a","external_id":"undefined"}""", "external_id")]
    [TestCase("""{"name":"a","deal_value":-1}""", "deal_value")]
    [TestCase("""{"name":"a","deal_value":1.001}""", "deal_value")]
    [TestCase("""{"name":"a","deal_value":100000000000000}""", "deal_value")]
    [TestCase("""{"name":"a","deal_value":"7"}""", "deal_value")]
    [TestCase("""{"name":"a","metadata":[]}""", "metadata")]
    [TestCase("""{"name":"a","notes":"a\u0000"}""", "notes")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.MustRefuseAsync(() => workspace.Owner.PostAsync("companies", json))).MustName(field);
    }

    [TestCase("name", 200)]
    [TestCase("external_id", 255)]
    [TestCase("domain", 253)]
    [TestCase("industry", 200)]
    [TestCase("notes", 10_000)]
    public async Task Limits_how_long_a_text_may_be(string field, int most)
    {
        var workspace = await TestWorkspace.CreateAsync();
        Dictionary<string, string> Of(int length) => new() { ["name"] = "Acme", [field] = new string('x', length) };

        Assert.That((await workspace.Owner.PostAsync("companies", Of(most))).Status, Is.EqualTo(201));
        (await workspace.Owner.PostAsync("companies", Of(most + 1))).MustName(field);
    }

    [TestCase("Won")]
    [TestCase("")]
    [TestCase("0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11")]
    public async Task A_stage_that_is_not_an_existing_id_is_unknown(string stage)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.MustRefuseAsync(() => workspace.Owner.PostAsync("companies", new { name = "Acme", stage_id = stage }))).MustName(
            "stage_id",
            "unknown_stage"
        );
    }

    [Test]
    public async Task A_stage_of_another_project_is_unknown()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await TestWorkspace.CreateAsync();

        var exchange = await workspace.Owner.PostAsync("companies", new { name = "Acme", stage_id = await other.StageAsync("Won") });

        exchange.MustName("stage_id", "unknown_stage");
    }
}
