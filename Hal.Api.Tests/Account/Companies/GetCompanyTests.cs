using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

public class GetCompanyTests
{
    [Test]
    public async Task Shows_the_company_with_its_version()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(
            new
            {
                name = "Acme",
                stage_id = await workspace.StageAsync("Lead"),
                deal_value = 1.10m,
            }
        );

        var exchange = await workspace.Owner.GetAsync($"companies/{id}");

        var company = exchange.Body.GetProperty("company");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"1\""));
            Assert.That(company.Text("name"), Is.EqualTo("Acme"));
            Assert.That(company.GetProperty("deal_value").GetRawText(), Is.EqualTo("1.10"));
        }

        var unchanged = await workspace.Owner.GetAsync($"companies/{id}", ("If-None-Match", exchange.Headers["ETag"]));
        Assert.That(unchanged.Status, Is.EqualTo(304));
    }

    [Test]
    public async Task Shows_a_company_that_the_widget_created()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var identified = await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme", name = "Acme" },
            }
        );

        var company = await workspace.CompanyAsync(identified.Text("company", "id")!);

        Assert.That((company.Text("external_id"), company.Text("name")), Is.EqualTo(("acme", "Acme")));
        Assert.That(company.GetProperty("stage_id").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_company_of_another_project_is_not_found()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme", external_id = "acme" });
        var stranger = await TestWorkspace.CreateAsync();

        (await stranger.Owner.GetAsync($"companies/{id}")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync($"companies/{Guid.CreateVersion7()}")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync("companies/acme")).MustBe(404, "not_found");
    }
}
