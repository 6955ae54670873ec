using System.Collections.Concurrent;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hal.Api.Tests.Account.Auth;

/// <summary>Contract 5: an unknown e-mail and a wrong password get the same answer in the same time.</summary>
public class LoginTests
{
    private const string Sessions = "select count(*) from sessions where member_id = @id";

    [Test]
    public async Task Starts_a_session_and_shows_the_member_and_the_projects()
    {
        var caller = await SignedOut.CreateAsync();
        var email = SignedOut.NewEmail();
        await caller.SignUpAsync(email);

        var exchange = await caller.PostAsync(
            "auth/login",
            new { email = $" {email.ToUpperInvariant()} ", password = TestMember.Password }
        );

        SignedOut.Masked(exchange).MustMatch();
        var signed = SignedIn.Of((await TestHost.RunningAsync()).Client, exchange.Body);
        Assert.That((await signed.Member.GetAsync("auth/me")).Status, Is.EqualTo(200));
        Assert.That((await caller.RefreshAsync(signed.RefreshToken)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Lists_the_projects_that_are_not_deleted_oldest_first()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var (gone, other) = (await workspace.AddProjectAsync(), await workspace.AddProjectAsync());
        await gone.SetAsync("deleted_at = now()");

        var answer = await caller
            .PostAsync("auth/login", new { email = workspace.Owner.Email, password = TestMember.Password })
            .MustAsync();

        Assert.That(
            answer.GetProperty("projects").EnumerateArray().Select(p => p.GetProperty("id").GetGuid()),
            Is.EqualTo(new[] { workspace.Project.Id, other.Id })
        );
    }

    [Test]
    public async Task An_unknown_e_mail_and_a_wrong_password_get_the_same_answer()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var before = await workspace.Project.OneAsync<long>(Sessions, new { id = workspace.Owner.Id });

        var wrong = await caller.PostAsync(
            "auth/login",
            new { email = workspace.Owner.Email, password = "incorrect horse" },
            ("X-Request-Id", "login-1")
        );
        var unknown = await caller.PostAsync(
            "auth/login",
            new { email = SignedOut.NewEmail(), password = TestMember.Password },
            ("X-Request-Id", "login-1")
        );

        wrong.MustBe(401, "invalid_credentials").MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unknown.Status, Is.EqualTo(wrong.Status));
            Assert.That(unknown.Text, Is.EqualTo(wrong.Text));
            Assert.That(unknown.Headers.Keys, Is.EquivalentTo(wrong.Headers.Keys));
            Assert.That(await workspace.Project.OneAsync<long>(Sessions, new { id = workspace.Owner.Id }), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task An_unknown_e_mail_costs_as_much_as_a_wrong_password()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString)
        {
            Parts = services => services.AddSingleton<IPasswordHasher<string>, CountingHasher>(),
        };
        using var client = app.Start();
        var hasher = (CountingHasher)app.Services.GetRequiredService<IPasswordHasher<string>>();
        var (caller, workspace) = (new SignedOut(client), await TestWorkspace.CreateAsync(app, client, running.Database));
        async Task<string> CostAsync(string email)
        {
            hasher.Costs.Clear();
            (await caller.PostAsync("auth/login", new { email, password = "incorrect horse" })).MustBe(401, "invalid_credentials");
            return hasher.Costs.Single();
        }

        // The first one makes the hash that unknown e-mails are compared with.
        await CostAsync(SignedOut.NewEmail());
        var (wrong, unknown) = (await CostAsync(workspace.Owner.Email), await CostAsync(SignedOut.NewEmail()));

        Assert.That(unknown, Is.EqualTo(wrong));
    }

    [TestCase("""{"password":"correct horse battery"}""", "email")]
    [TestCase("""{"email":"acme","password":"correct horse battery"}""", "email")]
    [TestCase("""{"email":7,"password":"correct horse battery"}""", "email")]
    [TestCase("""{"email":"ana@acme.example"}""", "password")]
    [TestCase("""{"email":"ana@acme.example","password":""}""", "password")]
    [TestCase("""{"email":"ana@acme.example","password":["a"]}""", "password")]
    [TestCase("""{"email":"ana@acme.example","password":"a\u0000"}""", "password")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field) =>
        (await (await SignedOut.CreateAsync()).PostAsync("auth/login", json)).MustName(field);

    [Test]
    public async Task Refuses_a_password_that_is_too_long() =>
        (
            await (await SignedOut.CreateAsync()).PostAsync(
                "auth/login",
                new { email = "ana@acme.example", password = new string('a', 201) }
            )
        ).MustName("password");

    [Test]
    public async Task A_removed_member_no_longer_signs_in()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var member = await workspace.AddMemberAsync(Role.Agent);
        await caller.SignInAsync(member);

        await workspace.Owner.DeleteAsync($"team/members/{member.Id}").MustAsync();

        (await caller.PostAsync("auth/login", new { email = member.Email, password = TestMember.Password })).MustBe(
            401,
            "invalid_credentials"
        );
    }

    /// <summary>The framework's hasher, which notes what each comparison costs.</summary>
    private sealed class CountingHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<string>(options)
    {
        /// <summary>The algorithm and the number of rounds, as they stand at the beginning of each hash that was compared with.</summary>
        public ConcurrentQueue<string> Costs { get; } = new();

        public override PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
        {
            Costs.Enqueue(Convert.ToHexString(Convert.FromBase64String(hashedPassword).AsSpan(0, 13)));
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
