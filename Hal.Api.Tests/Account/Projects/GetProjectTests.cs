using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Projects;

public class GetProjectTests
{
    [Test]
    public async Task Shows_the_project_with_its_version()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);

        (await agent.GetAsync($"projects/{workspace.Project.Id}")).MustMatch();
    }

    [Test]
    public async Task The_route_chooses_and_not_the_header()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();

        var found = await workspace.Owner.GetAsync($"projects/{other.Id}", ("X-Project-Id", $"{workspace.Project.Id}")).MustAsync();

        Assert.That(found.GetProperty("project").GetProperty("id").GetGuid(), Is.EqualTo(other.Id));
    }

    [Test]
    public async Task A_stage_that_changes_moves_the_version()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}";
        var first = await workspace.Owner.GetAsync(path);

        await workspace.Project.ExecuteAsync(
            "update stages set name = 'Pilot', name_key = 'pilot' where project_id = @p and name_key = 'lead'"
        );

        Assert.That((await workspace.Owner.GetAsync(path)).Headers["ETag"], Is.Not.EqualTo(first.Headers["ETag"]));
    }

    [Test]
    public async Task Another_workspace_s_project_is_answered_like_one_that_does_not_exist()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await TestWorkspace.CreateAsync();

        var foreign = (await workspace.Owner.GetAsync($"projects/{other.Project.Id}", ("X-Request-Id", "r"))).MustBe(
            404,
            "project_not_found"
        );

        foreach (var id in (string[])[$"{Guid.CreateVersion7()}", "x"])
            Assert.That((await workspace.Owner.GetAsync($"projects/{id}", ("X-Request-Id", "r"))).Text, Is.EqualTo(foreign.Text));
    }
}
