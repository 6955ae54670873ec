using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Projects;

public class ListProjectsTests
{
    [Test]
    public async Task Shows_the_workspace_s_projects_newest_first_and_no_other()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await TestWorkspace.CreateAsync();
        await workspace.AddProjectAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);

        (await agent.GetAsync("projects")).MustMatch();
    }

    [Test]
    public async Task A_walk_finds_each_once()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var expected = new List<Guid> { workspace.Project.Id };
        for (var i = 0; i < 4; i++)
            expected.Insert(0, (await workspace.AddProjectAsync()).Id);

        var found = new List<Guid>();
        for (var cursor = ""; cursor is not null; )
        {
            var page = await workspace.Owner.GetAsync($"projects?limit=2{cursor}").MustAsync();
            found.AddRange(page.GetProperty("projects").EnumerateArray().Select(p => p.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        Assert.That(found, Is.EqualTo(expected));
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=x", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_an_invalid_page(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"projects?{query}")).MustName(field);
    }
}
