using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Concurrency;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

/// <summary>Contract 5: an invitation is valid for 7 days, and its token is shown once.</summary>
public class CreateInvitationTests
{
    [Test]
    public async Task Is_made_with_a_token_that_is_shown_once_and_stored_as_its_hash()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var email = SignedOut.NewEmail();

        var exchange = await workspace.Owner.PostAsync("team/invitations", new { email = $" {email.ToUpperInvariant()} ", role = "admin" });

        SignedOut.Masked(exchange).MustMatch();
        var (invitation, token) = (exchange.Body.GetProperty("invitation"), Invitations.TokenOf(exchange));
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
    public async Task A_second_one_to_the_same_address_replaces_the_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var email = SignedOut.NewEmail();
        await Invitations.InviteAsync(workspace.Owner, email, "admin");

        var second = await workspace.Owner.PostAsync("team/invitations", new { email, role = "agent" });

        var list = await workspace.Owner.GetAsync("team/invitations").MustAsync();
        Assert.That(
            JsonElement.DeepEquals(list.GetProperty("invitations").EnumerateArray().Single(), second.Body.GetProperty("invitation")),
            $"{list}"
        );
    }

    [Test]
    public async Task Somebody_who_has_signed_up_to_any_workspace_is_not_invited()
    {
        var (workspace, other) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());

        foreach (var email in new[] { workspace.Owner.Email, other.Owner.Email.ToUpperInvariant() })
            (await workspace.Owner.PostAsync("team/invitations", new { email, role = "agent" })).MustBe(409, "email_taken").MustMatch();

        Assert.That((await workspace.Owner.GetAsync("team/invitations").MustAsync()).GetProperty("invitations").GetArrayLength(), Is.Zero);
    }

    [TestCase("agent", "agent", "admin")]
    [TestCase("agent", "owner", "admin")]
    [TestCase("admin", "agent", null)]
    [TestCase("admin", "admin", "owner")]
    [TestCase("admin", "owner", "owner")]
    [TestCase("owner", "agent", null)]
    [TestCase("owner", "admin", null)]
    [TestCase("owner", "owner", null)]
    public async Task Only_a_member_with_the_role_it_takes_invites(string caller, string role, string? needed)
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

    [TestCase("""{"role":"agent"}""", "email")]
    [TestCase("""{"email":" ","role":"agent"}""", "email")]
    [TestCase("""{"email":"acme","role":"agent"}""", "email")]
    [TestCase("""{"email":7,"role":"agent"}""", "email")]
    [TestCase("""{"email":"ana@acme.example"}""", "role")]
    [TestCase("""{"email":"ana@acme.example","role":null}""", "role")]
    [TestCase("""{"email":"ana@acme.example","role":""}""", "role")]
    [TestCase("""{"email":"ana@acme.example","role":"boss"}""", "role")]
    [TestCase("""{"email":"ana@acme.example","role":1}""", "role")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field) =>
        (await (await TestWorkspace.CreateAsync()).Owner.PostAsync("team/invitations", json)).MustName(field);

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
        foreach (var answer in answers.Where(a => Invitations.IdOf(a) != left))
            (await Invitations.AcceptAsync(caller, Invitations.TokenOf(answer))).MustBe(401, "invalid_invitation");

        Assert.That(
            (await Invitations.AcceptAsync(caller, Invitations.TokenOf(answers.Single(a => Invitations.IdOf(a) == left)))).Status,
            Is.EqualTo(201)
        );
    }
}
