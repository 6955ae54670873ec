using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

public class GetPipelineTests
{
    [Test]
    public async Task Counts_and_adds_up_exactly_for_each_stage()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (lead, won) = (await workspace.StageAsync("Lead"), await workspace.StageAsync("Won"));
        foreach (var deal in (decimal?[])[0.1m, 0.2m, 99999999999999.99m, null])
            await workspace.AddCompanyAsync(
                new
                {
                    name = "Acme",
                    stage_id = lead,
                    deal_value = deal,
                }
            );

        await workspace.AddCompanyAsync(new { name = "Acme", stage_id = won });
        await workspace.AddCompanyAsync(new { name = "Acme", deal_value = 7 });
        var other = await workspace.AddProjectAsync();
        await workspace
            .Owner.PostAsync("companies", new { name = "Acme", deal_value = 7 }, ("X-Project-Id", other.Id.ToString()))
            .MustAsync();

        var exchange = await workspace.Owner.GetAsync($"companies/pipeline?project_id={workspace.Project.Id}");

        exchange.MustMatch();
        Assert.That(exchange.Body.GetProperty("stages")[0].GetProperty("deal_value_sum").GetRawText(), Is.EqualTo("100000000000000.29"));
    }

    [Test]
    public async Task A_new_project_has_an_empty_entry_for_each_stage()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync("companies/pipeline")).MustMatch();
    }
}
