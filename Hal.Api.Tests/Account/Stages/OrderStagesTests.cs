using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stages;

/// <summary>Contract 5: an admin orders the stages.</summary>
public class OrderStagesTests
{
    [Test]
    public async Task Puts_all_in_another_order()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ids = new List<string>();
        foreach (var name in (string[])["Lost", "Won", "Lead", "Proposal", "Qualified"])
            ids.Add(await workspace.StageAsync(name));

        (await workspace.Owner.PutAsync("stages/order", new { stage_ids = ids })).MustMatch();

        Assert.That(await workspace.StageOrderAsync(), Is.EqualTo("Lost 0 Won 1 Lead 2 Proposal 3 Qualified 4"));
    }

    [TestCase("{}")]
    [TestCase("""{"stage_ids":null}""")]
    [TestCase("""{"stage_ids":"x"}""")]
    [TestCase("""{"stage_ids":[]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}"]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}","{Won}"]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}","Lost"]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}",null]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}","{Lost}","{Lost}"]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}","0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11"]}""")]
    public async Task An_order_must_name_each_stage_exactly_once(string json)
    {
        var workspace = await TestWorkspace.CreateAsync();
        foreach (var name in (string[])["Lead", "Qualified", "Proposal", "Won", "Lost"])
            json = json.Replace($"{{{name}}}", await workspace.StageAsync(name), StringComparison.Ordinal);

        (await workspace.Owner.PutAsync("stages/order", json)).MustName("stage_ids");

        Assert.That(await workspace.StageOrderAsync(), Is.EqualTo("Lead 0 Qualified 1 Proposal 2 Won 3 Lost 4"));
    }
}
