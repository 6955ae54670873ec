using Dapper;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Auth;

/// <summary>Contract 5: a new password ends every session except the one it was set in.</summary>
public class ChangePasswordTests
{
    private const string Next = "battery horse correct";

    [Test]
    public async Task The_new_password_works_the_old_one_does_not_and_other_sessions_end()
    {
        var caller = await SignedOut.CreateAsync();
        var signed = await caller.SignUpAsync();
        var other = await caller.SignInAsync(signed.Member);
        Assert.That((await other.Member.GetAsync("auth/me")).Status, Is.EqualTo(200));

        var exchange = await signed.Member.PostAsync("auth/password", new { current_password = TestMember.Password, new_password = Next });

        Assert.That(exchange.Status, Is.EqualTo(204), exchange.Text);
        Assert.That(exchange.Text, Is.Empty);
        (await other.Member.GetAsync("auth/me")).MustBe(401, "invalid_token");
        (await caller.RefreshAsync(other.RefreshToken)).MustBe(401, "invalid_refresh_token");
        (await caller.PostAsync("auth/login", new { email = signed.Member.Email, password = TestMember.Password })).MustBe(
            401,
            "invalid_credentials"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await signed.Member.GetAsync("auth/me")).Status, Is.EqualTo(200));
            Assert.That((await caller.RefreshAsync(signed.RefreshToken)).Status, Is.EqualTo(200));
            Assert.That((await (await caller.SignInAsync(signed.Member, Next)).Member.GetAsync("auth/me")).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task A_wrong_password_changes_nothing()
    {
        var caller = await SignedOut.CreateAsync();
        var signed = await caller.SignUpAsync();
        var other = await caller.SignInAsync(signed.Member);

        var exchange = await signed.Member.PostAsync("auth/password", new { current_password = "incorrect horse", new_password = Next });

        exchange.MustName("current_password", "wrong_password").MustMatch();
        Assert.That((await other.Member.GetAsync("auth/me")).Status, Is.EqualTo(200));
        await caller.SignInAsync(signed.Member);
    }

    [Test]
    public async Task Changes_only_the_caller_s_password()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var member = await workspace.AddMemberAsync(Role.Agent);

        await workspace.Owner.PostAsync("auth/password", new { current_password = TestMember.Password, new_password = Next }).MustAsync();

        Assert.That((await member.GetAsync("auth/me")).Status, Is.EqualTo(200));
        await caller.SignInAsync(member);
    }

    [TestCase("""{"new_password":"battery horse correct"}""", "current_password")]
    [TestCase("""{"current_password":7,"new_password":"battery horse correct"}""", "current_password")]
    [TestCase("""{"current_password":"correct horse battery"}""", "new_password")]
    [TestCase("""{"current_password":"correct horse battery","new_password":"123456789"}""", "new_password")]
    [TestCase("""{"current_password":"correct horse battery","new_password":["a"]}""", "new_password")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field) =>
        (await (await TestWorkspace.CreateAsync()).Owner.PostAsync("auth/password", json)).MustName(field);

    [Test]
    public async Task Refuses_a_new_password_that_is_too_long() =>
        (
            await (await TestWorkspace.CreateAsync()).Owner.PostAsync(
                "auth/password",
                new { current_password = TestMember.Password, new_password = new string('a', 201) }
            )
        ).MustName("new_password");

    [Test]
    public async Task No_concurrent_session_of_the_old_password_survives()
    {
        var caller = await SignedOut.CreateAsync();
        for (var round = 0; round < 5; round++)
        {
            var signed = await caller.SignUpAsync();

            var answers = await AtOnce.RunAsync(9, i =>
                i == 4
                    ? signed.Member.PostAsync("auth/password", new { current_password = TestMember.Password, new_password = Next })
                    : caller.PostAsync("auth/login", new { email = signed.Member.Email, password = TestMember.Password })
            );

            Assert.That(answers[4].Status, Is.EqualTo(204), answers[4].Text);
            foreach (var answer in answers.Where(a => a != answers[4]))
            {
                if (answer.Status == 200)
                    (await SignedIn.Of((await TestHost.RunningAsync()).Client, answer.Body).Member.GetAsync("auth/me")).MustBe(
                        401,
                        "invalid_token"
                    );
                else
                    answer.MustBe(401, "invalid_credentials");
            }
        }
    }

    [Test]
    public async Task A_sign_in_waits_for_a_change_in_progress()
    {
        var (caller, database) = (await SignedOut.CreateAsync(), (await TestHost.RunningAsync()).Database);
        var (signed, other) = (await caller.SignUpAsync(), await caller.SignUpAsync(password: Next));
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // The first step of a password change. It looks for sessions to end before the session of this sign-in exists.
        await connection.ExecuteAsync(
            """
            update members
            set password_hash = (select password_hash from members where id = @other), version = version + 1
            where id = @id
            """,
            new { id = signed.Member.Id, other = other.Member.Id },
            transaction
        );

        var signIn = caller.PostAsync("auth/login", new { email = signed.Member.Email, password = TestMember.Password });
        await Eventually.HoldsAsync(async () => signIn.IsCompleted || await IsWaitingAsync(database), "the sign-in waits");
        await transaction.CommitAsync();

        (await signIn).MustBe(401, "invalid_credentials");
    }

    private static async Task<bool> IsWaitingAsync(TestDatabase database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<bool>(
            """
            select exists (
                select from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                  and query like '%from members where id = $1 for share%')
            """
        );
    }

    [Test]
    public async Task The_service_does_not_start_with_zero_hash_iterations()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Auth:Password:IterationCount", "0"));

        Assert.That(() => app.Start(), Throws.Exception);
    }
}
