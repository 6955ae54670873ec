using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

public class ListMembersTests
{
    [Test]
    public async Task Lists_all_who_work_in_the_workspace_the_newest_first()
    {
        var (workspace, other) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());
        var agent = await workspace.AddMemberAsync(Role.Agent);
        await other.AddMemberAsync(Role.Agent);

        var exchange = await agent.GetAsync("team/members");

        exchange.Showing((workspace.Owner.Email, "owner@hal.example"), (agent.Email, "agent@hal.example")).MustMatch();
        Assert.That(exchange.Body.GetProperty("members")[0].GetProperty("id").GetGuid(), Is.EqualTo(agent.Id));
    }

    [Test]
    public async Task Its_pages_make_up_the_list()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ids = new List<Guid> { workspace.Owner.Id };
        for (var i = 0; i < 4; i++)
            ids.Insert(0, (await workspace.AddMemberAsync(Role.Agent)).Id);

        var (walked, cursor) = (new List<Guid>(), "");
        do
        {
            var page = await workspace.Owner.GetAsync($"team/members?limit=2{cursor}").MustAsync();
            walked.AddRange(page.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("id").GetGuid()));
            // Somebody who joins meanwhile is newer than all of them.
            await workspace.AddMemberAsync(Role.Agent);
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : "";
        } while (cursor.Length > 0);

        Assert.That(walked, Is.EqualTo(ids));
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=201", "limit")]
    [TestCase("limit=x", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_an_invalid_page(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"team/members?{query}")).MustName(field);
        (await workspace.Owner.GetAsync($"team/invitations?{query}")).MustName(field);
    }
}
