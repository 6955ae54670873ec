using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Auth;

public class GetMeTests
{
    [Test]
    public async Task Shows_the_member_and_the_projects()
    {
        var caller = await SignedOut.CreateAsync();
        var signed = await caller.SignUpAsync();

        (await signed.Member.GetAsync("auth/me")).MustMatch();
    }

    [Test]
    public async Task Shows_the_current_state()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var member = await workspace.AddMemberAsync(Role.Admin);
        await member.GetAsync("auth/me").MustAsync();

        await workspace.Owner.PatchAsync($"team/members/{member.Id}", new { name = "Bo", role = "agent" }).MustAsync();
        var other = await workspace.AddProjectAsync();
        await workspace.Project.SetAsync("name = 'Renamed'");
        var me = await member.GetAsync("auth/me").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(me.GetProperty("user").GetProperty("name").GetString(), Is.EqualTo("Bo"));
            Assert.That(me.GetProperty("user").GetProperty("role").GetString(), Is.EqualTo("agent"));
            Assert.That(
                me.GetProperty("projects").EnumerateArray().Select(p => p.GetProperty("name").GetString()),
                Is.EqualTo(new[] { "Renamed", "Other" })
            );
            Assert.That(me.GetProperty("projects")[1].GetProperty("id").GetGuid(), Is.EqualTo(other.Id));
        }

        await other.SetAsync("deleted_at = now()");
        Assert.That((await member.GetAsync("auth/me").MustAsync()).GetProperty("projects").GetArrayLength(), Is.EqualTo(1));
    }
}
