using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.Account;

/// <summary>Contract 2: account calls are limited per member, signing in and up per address and e-mail.</summary>
public class AccountLimitsTests
{
    [Test]
    public async Task Tries_to_sign_in_with_one_e_mail_meet_their_limit_and_others_do_not()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:SignInPerMinute", "2"));
        using var client = app.Start();
        var (caller, workspace) = (new SignedOut(client), await TestWorkspace.CreateAsync(app, client, running.Database));
        var email = workspace.Owner.Email;
        Task<Exchange> TryAsync(string as_, string password) => caller.PostAsync("auth/login", new { email = as_, password });

        var first = (await TryAsync(email, "incorrect horse")).MustBe(401, "invalid_credentials");
        (await TryAsync($" {email.ToUpperInvariant()} ", "incorrect horse")).MustBe(401, "invalid_credentials");
        var exchange = (await TryAsync(email, TestMember.Password)).MustBe(429, "rate_limited");

        exchange.MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Headers["RateLimit-Policy"], Is.EqualTo("\"sign_in\";q=2;w=60"));
            Assert.That(first.Headers["RateLimit"], Is.EqualTo("\"sign_in\";r=1;t=30"));
            Assert.That(exchange.Headers["RateLimit-Policy"], Is.EqualTo("\"sign_in\";q=2;w=60"));
            Assert.That(exchange.Headers["RateLimit"], Is.EqualTo("\"sign_in\";r=0;t=60"));
            Assert.That(exchange.Headers["Retry-After"], Is.EqualTo("30"));
        }

        (
            await caller.PostAsync(
                "auth/signup",
                new
                {
                    email,
                    password = TestMember.Password,
                    company_name = "Acme",
                }
            )
        ).MustBe(429, "rate_limited");
        var other = await workspace.AddMemberAsync(Role.Agent);
        Assert.That((await TryAsync(other.Email, TestMember.Password)).Status, Is.EqualTo(200));
        Assert.That((await workspace.Owner.GetAsync("auth/me")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Tries_to_sign_up_with_one_e_mail_meet_their_limit_and_others_do_not()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:SignInPerMinute", "1"));
        using var client = app.Start();
        var (caller, email) = (new SignedOut(client), SignedOut.NewEmail());
        object Body(string as_, string password) =>
            new
            {
                email = as_,
                password,
                company_name = "Acme",
            };
        (await caller.PostAsync("auth/signup", Body(email, "short"))).MustName("password");

        var exchange = (await caller.PostAsync("auth/signup", Body(email.ToUpperInvariant(), TestMember.Password))).MustBe(
            429,
            "rate_limited"
        );

        Assert.That(exchange.Headers["Retry-After"], Is.EqualTo("60"));
        Assert.That((await caller.PostAsync("auth/signup", Body(SignedOut.NewEmail(), TestMember.Password))).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Tokens_that_cannot_be_guessed_are_not_limited()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:SignInPerMinute", "1"));
        using var client = app.Start();
        var caller = new SignedOut(client);
        for (var i = 0; i < 3; i++)
        {
            (await caller.RefreshAsync("unknown")).MustBe(401, "invalid_refresh_token");
            (await caller.PostAsync("team/invitations/accept", new { token = "unknown", password = TestMember.Password })).MustBe(
                401,
                "invalid_invitation"
            );
        }
    }

    [Test]
    public async Task A_member_meets_its_limit_and_others_do_not()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:AccountMemberPerMinute", "2"));
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var other = await workspace.AddMemberAsync(Role.Agent);

        var first = await workspace.Owner.GetAsync("auth/me");
        // Whatever it sends, and with whichever session.
        var again = await new SignedOut(client).SignInAsync(workspace.Owner);
        (await again.Member.PostAsync("contacts", new { email = "x" })).MustName("email");
        var exchange = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" })).MustBe(429, "rate_limited");

        exchange.MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Status, Is.EqualTo(200), first.Text);
            Assert.That(first.Headers["RateLimit-Policy"], Is.EqualTo("\"member\";q=2;w=60"));
            Assert.That(first.Headers["RateLimit"], Is.EqualTo("\"member\";r=1;t=30"));
            Assert.That(exchange.Headers["RateLimit"], Is.EqualTo("\"member\";r=0;t=60"));
            Assert.That(exchange.Headers["Retry-After"], Is.EqualTo("30"));
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p"), Is.Zero);
            Assert.That((await other.GetAsync("auth/me")).Status, Is.EqualTo(200));
        }
    }

    [TestCase("Hal:Limits:SignInPerMinute")]
    [TestCase("Hal:Limits:AccountMemberPerMinute")]
    public async Task A_limit_of_nothing_is_no_setting(string setting)
    {
        await using var app = new HalApp((await TestHost.RunningAsync()).Database.ConnectionString, (setting, "0"));

        Assert.That(() => app.Start(), Throws.Exception);
    }
}
