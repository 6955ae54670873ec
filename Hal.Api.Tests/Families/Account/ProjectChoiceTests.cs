using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.Account;

/// <summary>
/// Contract 5: which project an account call is about, and that what an instance remembers of its caller is never relied on once it has
/// changed.
/// </summary>
public class ProjectChoiceTests
{
    [Test]
    public async Task The_only_project_is_implied()
    {
        var workspace = await TestWorkspace.CreateAsync();

        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync();

        Assert.That(await workspace.Project.OneAsync<int>("select count(*)::int from contacts where project_id = @p"), Is.EqualTo(1));
    }

    [Test]
    public async Task One_of_several_has_to_be_chosen()
    {
        var workspace = await TestWorkspace.CreateAsync();
        // Remembered as the only one; the second is there at once all the same.
        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync();
        var second = await workspace.AddProjectAsync();

        (await workspace.Owner.PostAsync("contacts", new { name = "Bo" })).MustName("project_id", "project_required").MustMatch();
        await workspace.Owner.PostAsync("contacts", new { name = "Bo" }, ("X-Project-Id", second.Id.ToString())).MustAsync();
        await workspace.Owner.PostAsync($"contacts?project_id={second.Id}", new { name = "Cleo" }).MustAsync();

        Assert.That(await second.OneAsync<int>("select count(*)::int from contacts where project_id = @p"), Is.EqualTo(2));
    }

    [Test]
    public async Task One_that_is_not_the_workspace_s_is_not_there()
    {
        var (workspace, stranger) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());

        var missing = await workspace.Owner.GetAsync("contacts/x", ("X-Project-Id", Guid.NewGuid().ToString()));
        missing.MustBe(404, "project_not_found").MustMatch();
        (await workspace.Owner.GetAsync("contacts/x", ("X-Project-Id", stranger.Project.Id.ToString()))).MustBe(404, "project_not_found");
        (await workspace.Owner.GetAsync("contacts/x", ("X-Project-Id", "x"))).MustBe(404, "project_not_found");
        (await workspace.Owner.GetAsync($"contacts/x?project_id={stranger.Project.Id}")).MustBe(404, "project_not_found");
    }

    [Test]
    public async Task A_changed_role_holds_at_once()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var member = await workspace.AddMemberAsync(Role.Admin);
        await member.PostAsync("stages", new { name = "One" }).MustAsync();

        await workspace.Project.ExecuteAsync("update members set role = 'agent' where id = @id", new { id = member.Id });
        (await member.PostAsync("stages", new { name = "Two" })).MustBe(403, "role_required");

        await workspace.Project.ExecuteAsync("update members set role = 'admin' where id = @id", new { id = member.Id });
        await member.PostAsync("stages", new { name = "Three" }).MustAsync();
    }

    [Test]
    public async Task A_session_that_ended_is_refused_at_once_and_changes_nothing()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync();
        var before = await workspace.Project.FingerprintAsync();
        await workspace.Project.ExecuteAsync(
            "update sessions set revoked_at = now() where member_id = @id",
            new { id = workspace.Owner.Id }
        );

        (await workspace.Owner.PostAsync("contacts", new { name = "Bo" })).MustBe(401, "invalid_token").MustMatch();
        (await workspace.Owner.PostAsync("contacts", new { email = "nobody" })).MustBe(401, "invalid_token");
        (await workspace.Owner.GetAsync("contacts/x")).MustBe(401, "invalid_token");
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }
}
