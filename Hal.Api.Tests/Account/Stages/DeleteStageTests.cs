using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stages;

/// <summary>Contract 5: an admin deletes a stage and says where its companies go.</summary>
public class DeleteStageTests
{
    [Test]
    public async Task Deletes_an_empty_stage_and_closes_the_gap()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.StageAsync("Qualified");

        Assert.That((await workspace.Owner.DeleteAsync($"stages/{id}")).Status, Is.EqualTo(204));

        Assert.That(await workspace.StageOrderAsync(), Is.EqualTo("Lead 0 Proposal 1 Won 2 Lost 3"));
        (await workspace.Owner.DeleteAsync($"stages/{id}")).MustBe(404, "not_found");
        (await workspace.Owner.PatchAsync($"stages/{id}", new { name = "x" })).MustBe(404, "not_found");
    }

    [Test]
    public async Task A_stage_with_companies_says_where_they_go_and_each_move_is_recorded()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (lead, won) = (await workspace.StageAsync("Lead"), await workspace.StageAsync("Won"));
        var companies = new List<string>();
        for (var i = 0; i < 3; i++)
            companies.Add(await workspace.AddCompanyAsync(new { name = $"Acme {i}", stage_id = lead }));

        var other = await workspace.AddCompanyAsync(new { name = "Other", stage_id = await workspace.StageAsync("Lost") });

        var refused = await workspace.MustRefuseAsync(() => workspace.Owner.DeleteAsync($"stages/{lead}"));
        refused.MustBe(409, "stage_in_use");
        Assert.That(refused.Body.Text("detail"), Does.Contain("move_to"));
        await workspace.Owner.DeleteAsync($"stages/{lead}?move_to={won}").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            foreach (var id in companies)
            {
                var exchange = await workspace.Owner.GetAsync($"companies/{id}");
                Assert.That(exchange.Body.Text("company", "stage_id"), Is.EqualTo(won));
                Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"2\""));
            }

            Assert.That((await workspace.CompanyAsync(other)).Text("stage_id"), Is.EqualTo(await workspace.StageAsync("Lost")));
            Assert.That(
                await workspace.Project.RowsAsync<string>(
                    """
                    select from_name || ' > ' || to_name || ' ' || (from_stage_id is null) || ' ' || source || ' ' || actor || ' '
                           || (substr(id::text, 15, 1) = '7'
                               and changed_at = (select updated_at from companies c where c.project_id = @p and c.id = company_id))
                    from stage_changes where project_id = @p and from_name is not null
                    """
                ),
                Is.EqualTo(Enumerable.Repeat($"Lead > Won true account member:{workspace.Owner.Id} true", 3))
            );
        }
    }

    [TestCase("{self}", "validation_failed")]
    [TestCase("Won", "unknown_stage")]
    [TestCase("0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11", "unknown_stage")]
    public async Task Companies_go_to_another_stage_of_the_pipeline(string target, string code)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var lead = await workspace.StageAsync("Lead");
        await workspace.AddCompanyAsync(new { name = "Acme", stage_id = lead });

        var exchange = await workspace.MustRefuseAsync(() =>
            workspace.Owner.DeleteAsync($"stages/{lead}?move_to={target.Replace("{self}", lead, StringComparison.Ordinal)}")
        );

        exchange.MustName("move_to", code);
    }
}
