using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stages;

/// <summary>Contract 5: every member reads the pipeline.</summary>
public class ListStagesTests
{
    [Test]
    public async Task Lists_the_stages_in_their_order_with_the_ETag_of_the_pipeline()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);

        var exchange = await agent.GetAsync("stages");

        exchange.MustMatch();
        Assert.That((await agent.GetAsync("stages", ("If-None-Match", exchange.Headers["ETag"]))).Status, Is.EqualTo(304));
    }

    [Test]
    public async Task The_list_has_pages()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var walked = await workspace.Owner.WalkAsync("stages", "stages");

        Assert.That(walked.Texts("name"), Is.EqualTo((string[])["Lead", "Qualified", "Proposal", "Won", "Lost"]));
        (await workspace.Owner.GetAsync("stages?limit=201")).MustName("limit");
    }
}
