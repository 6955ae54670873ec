using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Settings;

public class GetSettingsTests
{
    [Test]
    public async Task Shows_the_settings_with_the_project_s_version()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);
        await workspace.Project.SetAsync("greeting = 'Ahoj 👋', allowed_origins = '{https://acme.example}', stage_update_mode = 'exact'");

        var answer = await agent.GetAsync($"projects/{workspace.Project.Id}/settings");

        answer.MustMatch();
        Assert.That(answer.Headers["ETag"], Is.EqualTo((await agent.GetAsync($"projects/{workspace.Project.Id}")).Headers["ETag"]));
        Assert.That(
            (await agent.GetAsync($"projects/{workspace.Project.Id}/settings", ("If-None-Match", answer.Headers["ETag"]))).Status,
            Is.EqualTo(304)
        );
    }

    [Test]
    public async Task Are_of_the_workspace_s_own_projects_only()
    {
        var stranger = (await TestWorkspace.CreateAsync()).Owner;
        var workspace = await TestWorkspace.CreateAsync();

        (await stranger.GetAsync($"projects/{workspace.Project.Id}/settings")).MustBe(404, "project_not_found");
    }
}
