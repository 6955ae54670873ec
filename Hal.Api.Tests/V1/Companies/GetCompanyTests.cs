using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Companies;

/// <summary>Contract 6.1: one company of the key's project.</summary>
public class GetCompanyTests
{
    [Test]
    public async Task Shows_the_company_with_its_version()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync("companies:read");
        var id = await workspace.AddCompanyAsync(
            new
            {
                name = "Acme",
                external_id = "acme",
                domain = "acme.example",
                stage_id = await workspace.StageAsync("Lead"),
                deal_value = 1.10m,
                metadata = new { seats = 3 },
            }
        );

        var exchange = await key.GetAsync($"companies/{id}");

        exchange.MustMatch();
        Assert.That((await key.GetAsync($"companies/{id}", ("If-None-Match", exchange.Headers["ETag"]))).Status, Is.EqualTo(304));
        (await key.GetAsync($"companies/{id}", ("If-Match", "\"77\""))).MustBe(412, "precondition_failed");
    }

    [Test]
    public async Task Answers_another_project_s_company_like_one_that_does_not_exist()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme", external_id = "acme" });
        var other = await workspace.AddKeyAsync(await workspace.AddProjectAsync(), "companies:read", "companies:write");

        var foreign = await other.GetAsync($"companies/{id}", ("X-Request-Id", "same"));
        var missing = await other.GetAsync($"companies/{Guid.NewGuid()}", ("X-Request-Id", "same"));
        var malformed = await other.GetAsync("companies/acme", ("X-Request-Id", "same"));

        foreign.MustBe(404, "not_found").MustMatch();
        Assert.That(new[] { missing.Text, malformed.Text }, Is.All.EqualTo(foreign.Text));
        (await workspace.MustRefuseAsync(() => other.PatchAsync($"companies/{id}", new { name = "Mine" }))).MustBe(404, "not_found");
    }
}
