using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ApiKeys;

/// <summary>Contract 5: a key is revoked for good.</summary>
public class DeleteApiKeyTests
{
    [Test]
    public async Task Deletes_the_key()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (key, kept) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync());

        (await workspace.Owner.DeleteAsync($"api-keys/{key.Id}")).MustMatch();

        Assert.That(
            await workspace.Project.RowsAsync<Guid>("select id from api_keys where project_id = @p"),
            Is.EqualTo(new[] { kept.Id })
        );
        (await workspace.Owner.DeleteAsync($"api-keys/{key.Id}")).MustBe(404, "not_found");
    }

    [Test]
    public async Task A_key_of_another_project_is_not_found()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();
        var key = await workspace.AddKeyAsync(other);

        (await workspace.Owner.DeleteAsync($"api-keys/{key.Id}", ("X-Project-Id", workspace.Project.Id.ToString()))).MustBe(
            404,
            "not_found"
        );
        (await (await TestWorkspace.CreateAsync()).Owner.DeleteAsync($"api-keys/{key.Id}")).MustBe(404, "not_found");

        Assert.That((await key.GetAsync("contacts")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Needs_an_admin()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();

        (await (await workspace.AddMemberAsync(Role.Agent)).DeleteAsync($"api-keys/{key.Id}")).MustBe(403, "role_required");
        await (await workspace.AddMemberAsync(Role.Admin)).DeleteAsync($"api-keys/{key.Id}").MustAsync();
    }

    [Test]
    public async Task Only_one_of_many_concurrent_deletions_succeeds()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => workspace.Owner.DeleteAsync($"api-keys/{key.Id}")));

        Assert.That(answers.Count(a => a.Status == 204), Is.EqualTo(1));
        Assert.That(answers.Where(a => a.Status != 204).Select(a => a.Status), Is.All.EqualTo(404));
    }
}
