using Hal.Api.Tests.Concurrency;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

/// <summary>Contract 5: a person who is invited joins once, with the role that was offered.</summary>
public class AcceptInvitationTests
{
    [Test]
    public async Task Whoever_accepts_it_is_a_member_and_signed_in()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var email = SignedOut.NewEmail();
        var token = await Invitations.InviteAsync(workspace.Owner, email, "admin");

        var exchange = await Invitations.AcceptAsync(caller, token, " Bo Berg ");

        SignedOut.Masked(exchange).MustMatch();
        var signed = SignedIn.Of((await TestHost.RunningAsync()).Client, exchange.Body);
        var members = await signed.Member.GetAsync("team/members").MustAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(members.GetProperty("members")[0].GetProperty("id").GetGuid(), Is.EqualTo(signed.Member.Id));
            Assert.That(members.GetProperty("members")[1].GetProperty("id").GetGuid(), Is.EqualTo(workspace.Owner.Id));
            Assert.That(
                (await signed.Member.GetAsync("team/invitations").MustAsync()).GetProperty("invitations").GetArrayLength(),
                Is.Zero
            );
            Assert.That((await caller.RefreshAsync(signed.RefreshToken)).Status, Is.EqualTo(200));
            Assert.That((await caller.SignInAsync(signed.Member)).Member.Id, Is.EqualTo(signed.Member.Id));
        }
    }

    [Test]
    public async Task An_unknown_used_expired_revoked_or_replaced_one_is_answered_alike()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var used = await Invitations.InviteAsync(workspace.Owner, SignedOut.NewEmail(), "agent");
        Assert.That((await Invitations.AcceptAsync(caller, used)).Status, Is.EqualTo(201));
        var late = SignedOut.NewEmail();
        var expired = await Invitations.InviteAsync(workspace.Owner, late, "agent");
        await workspace.Project.ExecuteAsync("update invitations set expires_at = now() where email = @late", new { late });
        var revoked = await workspace.Owner.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "agent" });
        await workspace.Owner.DeleteAsync($"team/invitations/{Invitations.IdOf(revoked)}").MustAsync();
        var twice = SignedOut.NewEmail();
        var replaced = await Invitations.InviteAsync(workspace.Owner, twice, "admin");
        var present = await Invitations.InviteAsync(workspace.Owner, twice.ToUpperInvariant(), "agent");
        var before = await Invitations.MembersAsync(workspace);

        var answers = new List<Exchange>();
        foreach (var token in new[] { "unknown", used, expired, Invitations.TokenOf(revoked), replaced })
            answers.Add(await Invitations.AcceptAsync(caller, token, headers: ("X-Request-Id", "accept-1")));

        answers[0].MustBe(401, "invalid_invitation").MustMatch();
        Assert.That(answers.Select(a => a.Text).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await Invitations.MembersAsync(workspace), Is.EqualTo(before));
        var joined = await Invitations.AcceptAsync(caller, present).MustAsync();
        Assert.That(joined.GetProperty("user").GetProperty("role").GetString(), Is.EqualTo("agent"));
    }

    [Test]
    public async Task Somebody_who_has_signed_up_since_does_not_join()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var email = SignedOut.NewEmail();
        var token = await Invitations.InviteAsync(workspace.Owner, email, "agent");
        await caller.SignUpAsync(email);

        (await Invitations.AcceptAsync(caller, token)).MustBe(409, "email_taken");

        Assert.That(await Invitations.MembersAsync(workspace), Is.EqualTo(1));
    }

    [TestCase("""{"password":"correct horse battery"}""", "token")]
    [TestCase("""{"token":7,"password":"correct horse battery"}""", "token")]
    [TestCase("""{"token":"unknown"}""", "password")]
    [TestCase("""{"token":"unknown","password":"123456789"}""", "password")]
    [TestCase("""{"token":"unknown","password":"correct horse battery","name":[]}""", "name")]
    [TestCase("""{"token":"unknown","password":"correct horse battery","name":"a\u0000"}""", "name")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field) =>
        (await (await SignedOut.CreateAsync()).PostAsync("team/invitations/accept", json)).MustName(field);

    [Test]
    public async Task Of_many_who_accept_one_at_once_one_joins()
    {
        SignedOut[] callers = [await SignedOut.CreateAsync(), new(await Race.SecondClientAsync())];
        for (var round = 0; round < 5; round++)
        {
            var workspace = await TestWorkspace.CreateAsync();
            var token = await Invitations.InviteAsync(workspace.Owner, SignedOut.NewEmail(), "agent");

            var answers = await AtOnce.RunAsync(8, i => Invitations.AcceptAsync(callers[i % 2], token));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1), string.Join('\n', answers.Select(a => a.Text)));
                Assert.That(answers.Where(a => a.Status != 201).Select(a => a.Code), Is.All.EqualTo("invalid_invitation"));
                Assert.That(await Invitations.MembersAsync(workspace), Is.EqualTo(2));
            }
        }
    }
}
