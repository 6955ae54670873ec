using System.Text.Json;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Concurrency;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

/// <summary>Contract 5: admins manage the team, owners decide who is admin, and one owner stays.</summary>
public class PatchMemberTests
{
    private const string Stored = "select concat_ws(' ', role, coalesce(name, '-'), version) from members where id = @id";

    [Test]
    public async Task Changes_what_is_sent_and_keeps_the_rest()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var member = await workspace.AddMemberAsync(Role.Agent);

        var exchange = await workspace.Owner.PatchAsync($"team/members/{member.Id}", new { name = " Bo Berg ", role = "admin" });

        exchange.Showing((member.Email, "bo@hal.example")).MustMatch();
        Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"2\""));
        var list = await workspace.Owner.GetAsync("team/members").MustAsync();
        Assert.That(JsonElement.DeepEquals(list.GetProperty("members")[0], exchange.Body.GetProperty("member")), $"{list}");
    }

    [Test]
    public async Task A_name_is_kept_cleared_by_null_and_by_blank()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var me = $"team/members/{workspace.Owner.Id}";

        foreach (
            var (body, name) in new[]
            {
                ("{}", "Mia Member"),
                ("""{"name":null}""", null),
                ("""{"name":"Ana"}""", "Ana"),
                ("""{"name":" "}""", null),
            }
        )
        {
            var answer = await workspace.Owner.PatchAsync(me, body).MustAsync();
            Assert.That(answer.GetProperty("member").GetProperty("name").GetString(), Is.EqualTo(name), body);
        }

        Assert.That(
            await workspace.Project.OneAsync<string>(Stored, new { id = workspace.Owner.Id }),
            Is.EqualTo("owner - 4"),
            "The first of them changed nothing."
        );
    }

    [Test]
    public async Task Is_decided_on_the_version_that_the_caller_has_read()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var me = $"team/members/{workspace.Owner.Id}";
        var read = (await workspace.Owner.PatchAsync(me, "{}")).Headers["ETag"];
        await workspace.Owner.PatchAsync(me, new { name = "Ana" }, ("If-Match", read)).MustAsync();

        (await workspace.Owner.PatchAsync(me, new { name = "Bo" }, ("If-Match", read))).MustBe(412, "precondition_failed");
        (
            await workspace.Owner.DeleteAsync($"team/members/{(await workspace.AddMemberAsync(Role.Agent)).Id}", ("If-Match", "\"7\""))
        ).MustBe(412, "precondition_failed");

        Assert.That(await workspace.Project.OneAsync<string>(Stored, new { id = workspace.Owner.Id }), Is.EqualTo("owner Ana 2"));
    }

    // Who changes whom, and how; and the role that is missing, or none.
    [TestCase("agent", "self", """{"name":"Ana"}""", null)]
    [TestCase("agent", "self", """{"name":"Ana","role":"agent"}""", null)]
    [TestCase("agent", "self", """{"role":"admin"}""", "owner")]
    [TestCase("agent", "self", """{"role":"owner"}""", "owner")]
    [TestCase("agent", "agent", """{"name":"Ana"}""", "admin")]
    [TestCase("agent", "agent", "{}", "admin")]
    [TestCase("agent", "owner", """{"role":"agent"}""", "owner")]
    [TestCase("admin", "self", """{"name":"Ana","role":"admin"}""", null)]
    [TestCase("admin", "self", """{"role":"owner"}""", "owner")]
    [TestCase("admin", "self", """{"role":"agent"}""", "owner")]
    [TestCase("admin", "agent", """{"name":"Ana","role":"agent"}""", null)]
    [TestCase("admin", "owner", """{"name":"Ana"}""", null)]
    [TestCase("admin", "agent", """{"role":"admin"}""", "owner")]
    [TestCase("admin", "admin", """{"role":"agent"}""", "owner")]
    [TestCase("admin", "owner", """{"role":"admin"}""", "owner")]
    [TestCase("owner", "agent", """{"role":"admin"}""", null)]
    [TestCase("owner", "agent", """{"role":"owner"}""", null)]
    [TestCase("owner", "admin", """{"role":"agent"}""", null)]
    [TestCase("owner", "owner", """{"role":"agent"}""", null)]
    [TestCase("owner", "self", """{"role":"admin"}""", null)]
    public async Task Only_who_may_does(string caller, string target, string body, string? needed)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var who = await workspace.AddMemberAsync(RoleText.Read(caller)!.Value);
        var whom = target == "self" ? who : await workspace.AddMemberAsync(RoleText.Read(target)!.Value);
        var before = await workspace.Project.OneAsync<string>(Stored, new { id = whom.Id });

        var exchange = await who.PatchAsync($"team/members/{whom.Id}", body);

        if (needed is null)
        {
            Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text);
            return;
        }

        exchange.MustBe(403, "role_required");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Body.GetProperty("detail").GetString(), Does.Contain($"the role {needed}"));
            Assert.That(await workspace.Project.OneAsync<string>(Stored, new { id = whom.Id }), Is.EqualTo(before));
        }
    }

    [TestCase("""{"name":7}""", "name")]
    [TestCase("""{"name":"a\u0000"}""", "name")]
    [TestCase("""{"role":null}""", "role")]
    [TestCase("""{"role":"boss"}""", "role")]
    [TestCase("""{"role":"Admin"}""", "role")]
    [TestCase("""{"role":""}""", "role")]
    [TestCase("""{"role":["admin"]}""", "role")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PatchAsync($"team/members/{workspace.Owner.Id}", json)).MustName(field);
    }

    [Test]
    public async Task Refuses_a_name_that_is_too_long()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PatchAsync($"team/members/{workspace.Owner.Id}", new { name = new string('a', 201) })).MustName("name");
    }

    [Test]
    public async Task Somebody_of_another_workspace_and_nobody_are_answered_alike()
    {
        var (workspace, other) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());
        var before = await workspace.Project.OneAsync<string>(Stored, new { id = other.Owner.Id });

        foreach (var id in new[] { other.Owner.Id.ToString(), Guid.NewGuid().ToString(), "x" })
        {
            var patch = await workspace.Owner.PatchAsync(
                $"team/members/{id}",
                new { name = "Ana", role = "agent" },
                ("X-Request-Id", "team-1")
            );
            var delete = await workspace.Owner.DeleteAsync($"team/members/{id}", ("X-Request-Id", "team-1"));
            patch.MustBe(404, "not_found").MustMatch();
            Assert.That(delete.Text, Is.EqualTo(patch.Text));
        }

        Assert.That(await workspace.Project.OneAsync<string>(Stored, new { id = other.Owner.Id }), Is.EqualTo(before));
    }

    [Test]
    public async Task A_role_is_good_and_gone_from_the_next_call_on_on_every_instance()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var member = await workspace.AddMemberAsync(Role.Agent);
        var elsewhere = member.Through(await Race.SecondClientAsync());
        (await elsewhere.GetAsync("team/invitations")).MustBe(403, "role_required");

        await workspace.Owner.PatchAsync($"team/members/{member.Id}", new { role = "admin" }).MustAsync();
        Assert.That((await elsewhere.GetAsync("team/invitations")).Status, Is.EqualTo(200));
        Assert.That((await member.GetAsync("team/invitations")).Status, Is.EqualTo(200));

        await workspace.Owner.PatchAsync($"team/members/{member.Id}", new { role = "agent" }).MustAsync();
        (await elsewhere.GetAsync("team/invitations")).MustBe(403, "role_required");
        (await member.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "agent" })).MustBe(403, "role_required");
    }
}
