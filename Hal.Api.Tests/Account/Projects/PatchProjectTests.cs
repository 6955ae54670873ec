using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Projects;

public class PatchProjectTests
{
    [Test]
    public async Task Renames_the_project_and_moves_its_version_by_one()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}";
        var before = await workspace.Owner.GetAsync(path);

        var answer = await workspace.Owner.PatchAsync(path, new { name = " Acme shop " }, ("If-Match", before.Headers["ETag"]));

        answer.MustMatch();
        var after = await workspace.Owner.GetAsync(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Text, Is.EqualTo(answer.Text));
            Assert.That(after.Headers["ETag"], Is.EqualTo(answer.Headers["ETag"]));
            Assert.That(answer.Headers["ETag"], Is.Not.EqualTo(before.Headers["ETag"]));
        }

        (await workspace.Owner.PatchAsync(path, new { name = "Other" }, ("If-Match", before.Headers["ETag"]))).MustBe(
            412,
            "precondition_failed"
        );
    }

    [TestCase("{}")]
    [TestCase("""{"name": "Test"}""")]
    public async Task A_call_that_changes_nothing_moves_nothing(string body)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}";
        var before = await workspace.Owner.GetAsync(path);

        var answer = await workspace.Owner.PatchAsync(path, body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo(before.Text));
            Assert.That((await workspace.Owner.GetAsync(path)).Headers["ETag"], Is.EqualTo(before.Headers["ETag"]));
        }
    }

    [TestCase("""{"name": null}""")]
    [TestCase("""{"name": ""}""")]
    [TestCase("""{"name": []}""")]
    public async Task A_project_is_never_without_a_name(string body)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PatchAsync($"projects/{workspace.Project.Id}", body)).MustName("name");
    }

    [Test]
    public async Task Is_for_admins_of_its_workspace()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var stranger = (await TestWorkspace.CreateAsync()).Owner;
        var path = $"projects/{workspace.Project.Id}";

        (await (await workspace.AddMemberAsync(Role.Agent)).PatchAsync(path, new { name = "Shop" })).MustBe(403, "role_required");
        (await stranger.PatchAsync(path, new { name = "Shop" })).MustBe(404, "project_not_found");
        await (await workspace.AddMemberAsync(Role.Admin)).PatchAsync(path, new { name = "Shop" }).MustAsync();
    }
}
