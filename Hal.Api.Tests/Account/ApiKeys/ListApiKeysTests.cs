using System.Text.Json;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ApiKeys;

/// <summary>Contract 5: the list of the keys of a project.</summary>
public class ListApiKeysTests
{
    [Test]
    public async Task Lists_everything_but_the_keys_themselves_newest_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var old = await workspace.AddKeyAsync("events:write");
        var young = await workspace.AddKeyAsync();
        await workspace.Project.ExecuteAsync(
            "update api_keys set expires_at = '2026-01-01', last_used_at = '2025-12-31' where project_id = @p and id = @id",
            new { id = old.Id }
        );

        var exchange = await workspace.Owner.GetAsync("api-keys");

        (
            exchange with
            {
                Text = exchange
                    .Text.Replace(old.Text[..12], "<prefix of the old>", StringComparison.Ordinal)
                    .Replace(young.Text[..12], "<prefix of the young>", StringComparison.Ordinal),
            }
        ).MustMatch();
    }

    [Test]
    public async Task Lists_page_by_page()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = new[] { (await workspace.AddKeyAsync()).Id, (await workspace.AddKeyAsync()).Id, (await workspace.AddKeyAsync()).Id };

        var first = await workspace.Owner.GetAsync("api-keys?limit=2").MustAsync();
        var second = await workspace.Owner.GetAsync($"api-keys?limit=2&cursor={first.GetProperty("next_cursor")}").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(IdsOf(first).Concat(IdsOf(second)), Is.EqualTo(made.Reverse()));
            Assert.That(second.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
        }
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=201", "limit")]
    [TestCase("limit=x", "limit")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("cursor=!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", "cursor")]
    public async Task Refuses_an_invalid_limit_or_cursor(string query, string field) =>
        (await (await TestWorkspace.CreateAsync()).Owner.GetAsync($"api-keys?{query}")).MustName(field);

    [Test]
    public async Task Lists_only_the_keys_of_the_chosen_project()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();
        var (one, two) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync(other));

        Assert.That(
            IdsOf(await workspace.Owner.GetAsync($"api-keys?project_id={workspace.Project.Id}").MustAsync()),
            Is.EqualTo(new[] { one.Id })
        );
        Assert.That(
            IdsOf(await workspace.Owner.GetAsync("api-keys", ("X-Project-Id", other.Id.ToString())).MustAsync()),
            Is.EqualTo(new[] { two.Id })
        );
    }

    [Test]
    public async Task Needs_an_admin()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await (await workspace.AddMemberAsync(Role.Agent)).GetAsync("api-keys")).MustBe(403, "role_required");
        await (await workspace.AddMemberAsync(Role.Admin)).GetAsync("api-keys").MustAsync();
    }

    private static IEnumerable<Guid> IdsOf(JsonElement page) =>
        page.GetProperty("api_keys").EnumerateArray().Select(k => k.GetProperty("id").GetGuid());
}
