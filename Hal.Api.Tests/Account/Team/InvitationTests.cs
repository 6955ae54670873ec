using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Concurrency;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

/// <summary>Contract 5: who is invited joins once, with the role that was offered, and within 7 days.</summary>
public class InvitationTests
{
    [Test]
    public async Task Is_made_with_a_token_that_is_shown_once_and_stored_as_its_hash()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var email = SignedOut.NewEmail();

        var exchange = await workspace.Owner.PostAsync("team/invitations", new { email = $" {email.ToUpperInvariant()} ", role = "admin" });

        SignedOut.Masked(exchange).MustMatch();
        var (invitation, token) = (exchange.Body.GetProperty("invitation"), TokenOf(exchange));
        var list = await workspace.Owner.GetAsync("team/invitations");
        list.MustMatch("list");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonElement.DeepEquals(list.Body.GetProperty("invitations")[0], invitation), list.Text);
            Assert.That(invitation.GetProperty("email").GetString(), Is.EqualTo(email));
            Assert.That(
                invitation.GetProperty("expires_at").GetDateTime() - invitation.GetProperty("created_at").GetDateTime(),
                Is.EqualTo(TimeSpan.FromDays(7))
            );
            Assert.That(
                await workspace.Project.OneAsync<byte[]>(
                    "select token_hash from invitations where account_id = @account",
                    new { account = workspace.AccountId }
                ),
                Is.EqualTo(SHA256.HashData(Encoding.UTF8.GetBytes(token)))
            );
        }
    }

    [Test]
    public async Task Whoever_accepts_it_is_a_member_and_signed_in()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var email = SignedOut.NewEmail();
        var token = await InviteAsync(workspace.Owner, email, "admin");

        var exchange = await AcceptAsync(caller, token, " Bo Berg ");

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
        var used = await InviteAsync(workspace.Owner, SignedOut.NewEmail(), "agent");
        Assert.That((await AcceptAsync(caller, used)).Status, Is.EqualTo(201));
        var late = SignedOut.NewEmail();
        var expired = await InviteAsync(workspace.Owner, late, "agent");
        await workspace.Project.ExecuteAsync("update invitations set expires_at = now() where email = @late", new { late });
        var revoked = await workspace.Owner.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "agent" });
        await workspace.Owner.DeleteAsync($"team/invitations/{IdOf(revoked)}").MustAsync();
        var twice = SignedOut.NewEmail();
        var replaced = await InviteAsync(workspace.Owner, twice, "admin");
        var present = await InviteAsync(workspace.Owner, twice.ToUpperInvariant(), "agent");
        var before = await MembersAsync(workspace);

        var answers = new List<Exchange>();
        foreach (var token in new[] { "unknown", used, expired, TokenOf(revoked), replaced })
            answers.Add(await AcceptAsync(caller, token, headers: ("X-Request-Id", "accept-1")));

        answers[0].MustBe(401, "invalid_invitation").MustMatch();
        Assert.That(answers.Select(a => a.Text).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await MembersAsync(workspace), Is.EqualTo(before));
        var joined = await AcceptAsync(caller, present).MustAsync();
        Assert.That(joined.GetProperty("user").GetProperty("role").GetString(), Is.EqualTo("agent"));
    }

    [Test]
    public async Task A_second_one_to_the_same_address_replaces_the_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var email = SignedOut.NewEmail();
        await InviteAsync(workspace.Owner, email, "admin");

        var second = await workspace.Owner.PostAsync("team/invitations", new { email, role = "agent" });

        var list = await workspace.Owner.GetAsync("team/invitations").MustAsync();
        Assert.That(
            JsonElement.DeepEquals(list.GetProperty("invitations").EnumerateArray().Single(), second.Body.GetProperty("invitation")),
            $"{list}"
        );
    }

    [Test]
    public async Task The_newest_comes_first_and_pages_make_up_the_list()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
            ids.Insert(0, IdOf(await workspace.Owner.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "agent" })));

        var first = await workspace.Owner.GetAsync("team/invitations?limit=2").MustAsync();
        var second = await workspace.Owner.GetAsync($"team/invitations?limit=2&cursor={first.GetProperty("next_cursor")}").MustAsync();

        var walked = first.GetProperty("invitations").EnumerateArray().Concat(second.GetProperty("invitations").EnumerateArray());
        Assert.That(walked.Select(i => i.GetProperty("id").GetGuid()), Is.EqualTo(ids));
        Assert.That(second.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Somebody_who_has_signed_up_is_not_invited_wherever_that_was()
    {
        var (workspace, other) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());

        foreach (var email in new[] { workspace.Owner.Email, other.Owner.Email.ToUpperInvariant() })
            (await workspace.Owner.PostAsync("team/invitations", new { email, role = "agent" })).MustBe(409, "email_taken").MustMatch();

        Assert.That((await workspace.Owner.GetAsync("team/invitations").MustAsync()).GetProperty("invitations").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Somebody_who_has_signed_up_since_does_not_join()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var email = SignedOut.NewEmail();
        var token = await InviteAsync(workspace.Owner, email, "agent");
        await caller.SignUpAsync(email);

        (await AcceptAsync(caller, token)).MustBe(409, "email_taken");

        Assert.That(await MembersAsync(workspace), Is.EqualTo(1));
    }

    [TestCase("agent", "agent", "admin")]
    [TestCase("agent", "owner", "admin")]
    [TestCase("admin", "agent", null)]
    [TestCase("admin", "admin", "owner")]
    [TestCase("admin", "owner", "owner")]
    [TestCase("owner", "agent", null)]
    [TestCase("owner", "admin", null)]
    [TestCase("owner", "owner", null)]
    public async Task Only_who_may_invites(string caller, string role, string? needed)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var member = await workspace.AddMemberAsync(RoleText.Read(caller)!.Value);

        var exchange = await member.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role });

        if (needed is null)
        {
            Assert.That(exchange.Status, Is.EqualTo(201), exchange.Text);
            return;
        }

        exchange.MustBe(403, "role_required");
        Assert.That(exchange.Body.GetProperty("detail").GetString(), Does.Contain($"the role {needed}"));
        Assert.That((await workspace.Owner.GetAsync("team/invitations").MustAsync()).GetProperty("invitations").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task An_agent_neither_sees_nor_takes_back_any()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (agent, admin) = (await workspace.AddMemberAsync(Role.Agent), await workspace.AddMemberAsync(Role.Admin));
        var id = IdOf(await workspace.Owner.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "agent" }));

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
        var foreign = (await other.Owner.DeleteAsync($"team/invitations/{IdOf(made)}", ("X-Request-Id", "i-1"))).MustBe(404, "not_found");
        Assert.That(
            (await other.Owner.DeleteAsync($"team/invitations/{Guid.NewGuid()}", ("X-Request-Id", "i-1"))).Text,
            Is.EqualTo(foreign.Text)
        );
        Assert.That((await other.Owner.DeleteAsync("team/invitations/accept", ("X-Request-Id", "i-1"))).Text, Is.EqualTo(foreign.Text));
        // Both may invite the same person; who accepts one is taken for the other.
        var theirs = await InviteAsync(other.Owner, email, "owner");

        Assert.That((await AcceptAsync(caller, TokenOf(made))).Status, Is.EqualTo(201));
        (await AcceptAsync(caller, theirs)).MustBe(409, "email_taken");
        Assert.That(await MembersAsync(other), Is.EqualTo(1));
    }

    [TestCase("""{"role":"agent"}""", "email")]
    [TestCase("""{"email":" ","role":"agent"}""", "email")]
    [TestCase("""{"email":"acme","role":"agent"}""", "email")]
    [TestCase("""{"email":7,"role":"agent"}""", "email")]
    [TestCase("""{"email":"ana@acme.example"}""", "role")]
    [TestCase("""{"email":"ana@acme.example","role":null}""", "role")]
    [TestCase("""{"email":"ana@acme.example","role":""}""", "role")]
    [TestCase("""{"email":"ana@acme.example","role":"boss"}""", "role")]
    [TestCase("""{"email":"ana@acme.example","role":1}""", "role")]
    public async Task Refuses_what_has_not_the_form_and_names_the_field(string json, string field) =>
        (await (await TestWorkspace.CreateAsync()).Owner.PostAsync("team/invitations", json)).MustName(field);

    [TestCase("""{"password":"correct horse battery"}""", "token")]
    [TestCase("""{"token":7,"password":"correct horse battery"}""", "token")]
    [TestCase("""{"token":"unknown"}""", "password")]
    [TestCase("""{"token":"unknown","password":"123456789"}""", "password")]
    [TestCase("""{"token":"unknown","password":"correct horse battery","name":[]}""", "name")]
    [TestCase("""{"token":"unknown","password":"correct horse battery","name":"a\u0000"}""", "name")]
    public async Task Refuses_to_accept_what_has_not_the_form_and_names_the_field(string json, string field) =>
        (await (await SignedOut.CreateAsync()).PostAsync("team/invitations/accept", json)).MustName(field);

    [Test]
    public async Task Of_many_who_accept_one_at_once_one_joins()
    {
        SignedOut[] callers = [await SignedOut.CreateAsync(), new(await Race.SecondClientAsync())];
        for (var round = 0; round < 5; round++)
        {
            var workspace = await TestWorkspace.CreateAsync();
            var token = await InviteAsync(workspace.Owner, SignedOut.NewEmail(), "agent");

            var answers = await AtOnce.RunAsync(8, i => AcceptAsync(callers[i % 2], token));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1), string.Join('\n', answers.Select(a => a.Text)));
                Assert.That(answers.Where(a => a.Status != 201).Select(a => a.Code), Is.All.EqualTo("invalid_invitation"));
                Assert.That(await MembersAsync(workspace), Is.EqualTo(2));
            }
        }
    }

    [Test]
    public async Task Of_many_to_one_address_at_once_one_is_left()
    {
        var (caller, second) = (await SignedOut.CreateAsync(), await Race.SecondClientAsync());
        var workspace = await TestWorkspace.CreateAsync();
        var email = SignedOut.NewEmail();

        var answers = await AtOnce.RunAsync(8, i =>
            (i % 2 == 0 ? workspace.Owner : workspace.Owner.Through(second)).PostAsync("team/invitations", new { email, role = "agent" })
        );

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(201), string.Join('\n', answers.Select(a => a.Text)));
        var left = (await workspace.Owner.GetAsync("team/invitations").MustAsync())
            .GetProperty("invitations")
            .EnumerateArray()
            .Single()
            .GetProperty("id")
            .GetGuid();
        foreach (var answer in answers.Where(a => IdOf(a) != left))
            (await AcceptAsync(caller, TokenOf(answer))).MustBe(401, "invalid_invitation");

        Assert.That((await AcceptAsync(caller, TokenOf(answers.Single(a => IdOf(a) == left)))).Status, Is.EqualTo(201));
    }

    private static async Task<string> InviteAsync(TestMember by, string email, string role) =>
        (await by.PostAsync("team/invitations", new { email, role }).MustAsync()).GetProperty("token").GetString()!;

    private static Task<Exchange> AcceptAsync(
        SignedOut caller,
        string token,
        string? name = null,
        params (string Name, string Value)[] headers
    ) =>
        caller.PostAsync(
            "team/invitations/accept",
            new
            {
                token,
                password = TestMember.Password,
                name,
            },
            headers
        );

    private static string TokenOf(Exchange made) => made.Body.GetProperty("token").GetString()!;

    private static Guid IdOf(Exchange made) => made.Body.GetProperty("invitation").GetProperty("id").GetGuid();

    private static Task<long> MembersAsync(TestWorkspace workspace) =>
        workspace.Project.OneAsync<long>("select count(*) from members where account_id = @account", new { account = workspace.AccountId });
}
