using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stages;

/// <summary>Contract 5: an admin changes a stage.</summary>
public class PatchStageTests
{
    [Test]
    public async Task Changes_name_type_and_place()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.StageAsync("Lead");

        var exchange = await workspace.Owner.PatchAsync(
            $"stages/{id}",
            new
            {
                name = " fresh ",
                type = "lost",
                position = 2,
            }
        );

        exchange.MustMatch();
        Assert.That(await workspace.StageOrderAsync(), Is.EqualTo("Qualified 0 Proposal 1 fresh 2 Won 3 Lost 4"));
    }

    [Test]
    public async Task A_stage_may_take_another_spelling_of_its_own_name_and_changes_nothing_else()
    {
        var workspace = await TestWorkspace.CreateAsync();

        await workspace.Owner.PatchAsync($"stages/{await workspace.StageAsync("Lead")}", new { name = "LEAD" }).MustAsync();

        Assert.That(await workspace.StageOrderAsync(), Is.EqualTo("LEAD 0 Qualified 1 Proposal 2 Won 3 Lost 4"));
    }

    [TestCase("""{"name":null}""", "name")]
    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"type":null}""", "type")]
    [TestCase("""{"type":"Won"}""", "type")]
    [TestCase("""{"position":null}""", "position")]
    [TestCase("""{"position":-1}""", "position")]
    [TestCase("""{"position":"2"}""", "position")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PatchAsync($"stages/{await workspace.StageAsync("Lead")}", json)).MustName(field);
    }
}
