using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Projects;

public class CreateProjectTests
{
    [Test]
    public async Task Makes_a_project_that_is_found_at_its_location()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var made = await workspace.Owner.PostAsync("projects", new { name = " Acme shop " });

        made.MustMatch();
        var id = made.Body.GetProperty("project").GetProperty("id").GetString();
        Assert.That(made.Headers["Location"], Is.EqualTo($"/api/projects/{id}"));
        var found = await workspace.Owner.GetAsync($"projects/{id}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Text, Is.EqualTo(made.Text));
            Assert.That(found.Headers["ETag"], Is.EqualTo(made.Headers["ETag"]));
        }
    }

    [Test]
    public async Task It_has_the_default_stages_and_a_secret_of_its_own()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var id = (await workspace.Owner.PostAsync("projects", new { name = "Shop" }).MustAsync())
            .GetProperty("project")
            .GetProperty("id")
            .GetGuid();

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select name || ' ' || type from stages where project_id = @id order by position",
                new { id }
            ),
            Is.EqualTo((string[])["Lead open", "Qualified open", "Proposal open", "Won won", "Lost lost"])
        );
        Assert.That(
            await workspace.Project.OneAsync<long>(
                "select count(distinct identity_secret) from projects where id in (@p, @id)",
                new { id }
            ),
            Is.EqualTo(2)
        );
    }

    [Test]
    public async Task From_then_on_a_project_has_to_be_chosen()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync();

        var id = (await workspace.Owner.PostAsync("projects", new { name = "Shop" }).MustAsync())
            .GetProperty("project")
            .GetProperty("id")
            .GetString();

        (await workspace.Owner.PostAsync("contacts", new { name = "Bo" })).MustName("project_id", "project_required");
        await workspace.Owner.PostAsync("contacts", new { name = "Bo" }, ("X-Project-Id", id!)).MustAsync();
    }

    [TestCase("{}")]
    [TestCase("""{"name": null}""")]
    [TestCase("""{"name": " "}""")]
    [TestCase("""{"name": 7}""")]
    public async Task Requires_a_name(string body)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("projects", body)).MustName("name");
    }

    [Test]
    public async Task A_name_has_at_most_200_characters()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("projects", new { name = new string('x', 201) })).MustName("name");
        await workspace.Owner.PostAsync("projects", new { name = new string('x', 200) }).MustAsync();
    }

    [Test]
    public async Task Is_for_admins()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await (await workspace.AddMemberAsync(Role.Agent)).PostAsync("projects", new { name = "Shop" })).MustBe(403, "role_required");
        await (await workspace.AddMemberAsync(Role.Admin)).PostAsync("projects", new { name = "Shop" }).MustAsync();
    }
}
