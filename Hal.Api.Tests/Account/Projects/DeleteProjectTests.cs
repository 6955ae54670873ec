using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Projects;

/// <summary>Contract 5: a deleted project is gone at once, for everybody and on every instance.</summary>
public class DeleteProjectTests
{
    [Test]
    public async Task Widgets_and_members_get_404_from_the_next_call_on_at_every_instance()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync();
        var gone = await workspace.AddProjectAsync();
        foreach (var (project, owner) in new[] { (gone, workspace.Owner), (gone.Through(client), workspace.Owner.Through(client)) })
        {
            // Both remember it.
            await project.MustPostAsync("track", new { visitor_id = "v-1", name = "page_viewed" });
            await owner.GetAsync($"projects/{gone.Id}").MustAsync();
        }

        var answer = await workspace.Owner.DeleteAsync($"projects/{gone.Id}");

        answer.MustMatch();
        foreach (var (project, owner) in new[] { (gone.Through(client), workspace.Owner.Through(client)), (gone, workspace.Owner) })
        {
            (await project.PostAsync("track", new { visitor_id = "v-1", name = "page_viewed" })).MustBe(404, "project_not_found");
            (await project.PostAsync("identify", new { visitor_id = "v-2", email = "ana@acme.example" })).MustBe(404, "project_not_found");
            (await project.GetAsync($"/api/widget/config?project_id={gone.Id}")).MustBe(404, "project_not_found");
            (await owner.GetAsync($"projects/{gone.Id}")).MustBe(404, "project_not_found");
            (await owner.GetAsync($"projects/{gone.Id}/settings")).MustBe(404, "project_not_found");
            (await owner.PatchAsync($"projects/{gone.Id}", new { name = "Back" })).MustBe(404, "project_not_found");
            (await owner.DeleteAsync($"projects/{gone.Id}")).MustBe(404, "project_not_found");
            (await owner.PostAsync("contacts", new { name = "Ana" }, ("X-Project-Id", $"{gone.Id}"))).MustBe(404, "project_not_found");
            var list = await owner.GetAsync("projects").MustAsync();
            Assert.That(
                list.GetProperty("projects").EnumerateArray().Select(p => p.GetProperty("id").GetGuid()),
                Is.EqualTo([workspace.Project.Id])
            );
        }
    }

    [Test]
    public async Task The_only_one_left_is_implied_again()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var second = await workspace.AddProjectAsync();
        (await workspace.Owner.PostAsync("contacts", new { name = "Ana" })).MustBe(422, "project_required");

        await workspace.Owner.DeleteAsync($"projects/{second.Id}").MustAsync();

        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync();
        Assert.That(await workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_workspace_without_a_project_can_make_one()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.DeleteAsync($"projects/{workspace.Project.Id}").MustAsync();
        (await workspace.Owner.PostAsync("contacts", new { name = "Ana" })).MustName("project_id", "project_required");

        await workspace.Owner.PostAsync("projects", new { name = "Anew" }).MustAsync();

        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync();
    }

    [Test]
    public async Task Is_for_owners_of_its_workspace()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var stranger = (await TestWorkspace.CreateAsync()).Owner;
        var path = $"projects/{workspace.Project.Id}";

        (await (await workspace.AddMemberAsync(Role.Admin)).DeleteAsync(path)).MustBe(403, "role_required");
        (await stranger.DeleteAsync(path)).MustBe(404, "project_not_found");
        await workspace.Owner.GetAsync(path).MustAsync();
    }

    [Test]
    public async Task Is_decided_by_what_was_seen()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}";
        var seen = (await workspace.Owner.GetAsync(path)).Headers["ETag"];
        await workspace.Owner.PatchAsync(path, new { name = "In use" }).MustAsync();

        (await workspace.Owner.DeleteAsync(path, ("If-Match", seen))).MustBe(412, "precondition_failed");
        await workspace.Owner.GetAsync(path).MustAsync();
    }
}
