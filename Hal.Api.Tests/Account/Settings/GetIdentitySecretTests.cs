using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Settings;

/// <summary>Contract 4.1 and 5: owners read the key of user_hash.</summary>
public class GetIdentitySecretTests
{
    [Test]
    public async Task An_owner_reads_it_and_no_cache_keeps_it()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var answer = await workspace.Owner.GetAsync($"projects/{workspace.Project.Id}/identity-secret");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(answer.Text, Is.EqualTo($$"""{"identity_secret":"{{workspace.Project.Secret}}","previous_valid_until":null}"""));
            Assert.That(answer.Headers["Cache-Control"], Is.EqualTo("no-store"));
            Assert.That(answer.Headers, Does.ContainKey("ETag"));
        }
    }

    [Test]
    public async Task A_previous_secret_that_is_no_longer_valid_is_not_mentioned()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.SetAsync("previous_identity_secret = 'old', previous_secret_valid_until = now() - interval '1 second'");

        var answer = await workspace.Owner.GetAsync($"projects/{workspace.Project.Id}/identity-secret").MustAsync();

        Assert.That(answer.GetProperty("previous_valid_until").GetString(), Is.Null);
    }

    [Test]
    public async Task Is_for_owners_of_its_workspace()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var stranger = (await TestWorkspace.CreateAsync()).Owner;
        var admin = await workspace.AddMemberAsync(Role.Admin);
        var path = $"projects/{workspace.Project.Id}/identity-secret";

        (await admin.GetAsync(path)).MustBe(403, "role_required");
        (await admin.PostAsync($"{path}/rotate", null)).MustBe(403, "role_required");
        (await stranger.GetAsync(path)).MustBe(404, "project_not_found");
        (await stranger.PostAsync($"{path}/rotate", null)).MustBe(404, "project_not_found");
        Assert.That(
            await workspace.Project.OneAsync<string>("select identity_secret from projects where id = @p"),
            Is.EqualTo(workspace.Project.Secret)
        );
    }
}
