using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Stages;

/// <summary>Contract 6.1: the pipeline, so that a company's <c>stage_id</c> can be read and set.</summary>
public class ListStagesTests
{
    [Test]
    public async Task Lists_them_in_their_order_with_the_ETag_of_the_pipeline()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync("companies:read");

        var exchange = await key.GetAsync("stages");

        exchange.MustMatch();
        Assert.That((await key.GetAsync("stages", ("If-None-Match", exchange.Headers["ETag"]))).Status, Is.EqualTo(304));
        await workspace.Owner.PostAsync("stages", new { name = "Trial", position = 0 }).MustAsync();
        var changed = await key.GetAsync("stages", ("If-None-Match", exchange.Headers["ETag"]));
        Assert.That(changed.Status, Is.EqualTo(200));
        Assert.That(changed.Body.GetProperty("stages").EnumerateArray().Texts("name").First(), Is.EqualTo("Trial"));
    }

    [Test]
    public async Task Goes_page_by_page_and_names_an_invalid_parameter()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync("companies:read");

        Assert.That(
            (await key.WalkAsync("stages", "stages")).Texts("name"),
            Is.EqualTo((string[])["Lead", "Qualified", "Proposal", "Won", "Lost"])
        );
        (await key.GetAsync("stages?limit=0")).MustName("limit");
        (await key.GetAsync("stages?cursor=x")).MustName("cursor");
    }

    [Test]
    public async Task Shows_the_key_s_project_only()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddKeyAsync(await workspace.AddProjectAsync(), "companies:read");

        Assert.That(
            (await other.GetAsync("stages").MustAsync()).GetProperty("stages").EnumerateArray().Texts("id"),
            Does.Not.Contain(await workspace.StageAsync("Lead"))
        );
    }
}
