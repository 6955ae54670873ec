using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

/// <summary>Contract 5: admins revoke an invitation of their workspace.</summary>
public class DeleteInvitationTests
{
    [Test]
    public async Task An_agent_neither_sees_nor_revokes_any()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (agent, admin) = (await workspace.AddMemberAsync(Role.Agent), await workspace.AddMemberAsync(Role.Admin));
        var id = Invitations.IdOf(
            await workspace.Owner.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "agent" })
        );

        (await agent.GetAsync("team/invitations")).MustBe(403, "role_required");
        (await agent.DeleteAsync($"team/invitations/{id}")).MustBe(403, "role_required");

        Assert.That((await admin.GetAsync("team/invitations").MustAsync()).GetProperty("invitations").GetArrayLength(), Is.EqualTo(1));
        var exchange = await admin.DeleteAsync($"team/invitations/{id}");
        Assert.That(exchange.Status, Is.EqualTo(204), exchange.Text);
        (await admin.DeleteAsync($"team/invitations/{id}")).MustBe(404, "not_found").MustMatch();
    }

    [Test]
    public async Task Another_workspace_s_owner_sees_and_touches_none()
    {
        var (caller, workspace, other) = (
            await SignedOut.CreateAsync(),
            await TestWorkspace.CreateAsync(),
            await TestWorkspace.CreateAsync()
        );
        var email = SignedOut.NewEmail();
        var made = await workspace.Owner.PostAsync("team/invitations", new { email, role = "agent" });

        Assert.That((await other.Owner.GetAsync("team/invitations").MustAsync()).GetProperty("invitations").GetArrayLength(), Is.Zero);
        var foreign = (await other.Owner.DeleteAsync($"team/invitations/{Invitations.IdOf(made)}", ("X-Request-Id", "i-1"))).MustBe(
            404,
            "not_found"
        );
        Assert.That(
            (await other.Owner.DeleteAsync($"team/invitations/{Guid.NewGuid()}", ("X-Request-Id", "i-1"))).Text,
            Is.EqualTo(foreign.Text)
        );
        Assert.That((await other.Owner.DeleteAsync("team/invitations/accept", ("X-Request-Id", "i-1"))).Text, Is.EqualTo(foreign.Text));
        // Both may invite the same person; who accepts one is taken for the other.
        var theirs = await Invitations.InviteAsync(other.Owner, email, "owner");

        Assert.That((await Invitations.AcceptAsync(caller, Invitations.TokenOf(made))).Status, Is.EqualTo(201));
        (await Invitations.AcceptAsync(caller, theirs)).MustBe(409, "email_taken");
        Assert.That(await Invitations.MembersAsync(other), Is.EqualTo(1));
    }
}
