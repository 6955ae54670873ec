using Hal.Api.Tests.Concurrency;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Auth;

/// <summary>Contract 5: refresh tokens rotate, and one that is used twice ends its whole session.</summary>
public class RefreshTests
{
    private const string Reuses =
        "select count(*) from audit_entries where actor = concat('member:', @id::text) and action = 'refresh_token_reused'";

    [Test]
    public async Task Returns_the_next_pair_of_tokens()
    {
        var caller = await SignedOut.CreateAsync();
        var signed = await caller.SignUpAsync();

        var exchange = await caller.RefreshAsync(signed.RefreshToken);

        SignedOut.Masked(exchange).MustMatch();
        var (token, next) = Tokens(exchange);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(next, Is.Not.EqualTo(signed.RefreshToken));
            Assert.That(token, Is.Not.EqualTo(signed.Member.Token));
            Assert.That((await MeAsync(token)).Status, Is.EqualTo(200));
            Assert.That((await caller.RefreshAsync(next)).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Unknown_expired_and_revoked_tokens_get_the_same_answer()
    {
        var (caller, rows) = (await SignedOut.CreateAsync(), await TestProject.CreateAsync());
        var (expired, revoked, removed) = (await caller.SignUpAsync(), await caller.SignUpAsync(), await caller.SignUpAsync());
        await rows.ExecuteAsync(
            "update refresh_tokens set expires_at = now() where session_id in (select id from sessions where member_id = @id)",
            new { id = expired.Member.Id }
        );
        await revoked.Member.PostAsync("auth/logout", null).MustAsync();
        await rows.ExecuteAsync("delete from members where id = @id", new { id = removed.Member.Id });

        var answers = new List<Exchange>();
        foreach (
            var token in new[]
            {
                "unknown",
                new string('a', 10_000),
                expired.RefreshToken,
                revoked.RefreshToken,
                removed.RefreshToken,
                revoked.Member.Token,
            }
        )
            answers.Add(await caller.PostAsync("auth/refresh", new { refresh_token = token }, ("X-Request-Id", "refresh-1")));

        answers[0].MustBe(401, "invalid_refresh_token").MustMatch();
        Assert.That(answers.Select(a => a.Text).Distinct().Count(), Is.EqualTo(1));
        Assert.That(
            (await expired.Member.GetAsync("auth/me")).Status,
            Is.EqualTo(200),
            "An expired refresh token does not end the session."
        );
    }

    [TestCase("{}")]
    [TestCase("""{"refresh_token":null}""")]
    [TestCase("""{"refresh_token":" "}""")]
    [TestCase("""{"refresh_token":7}""")]
    public async Task Refuses_a_missing_or_invalid_token(string json) =>
        (await (await SignedOut.CreateAsync()).PostAsync("auth/refresh", json)).MustName("refresh_token");

    [Test]
    public async Task A_reused_token_ends_only_its_own_session()
    {
        var (caller, rows) = (await SignedOut.CreateAsync(), await TestProject.CreateAsync());
        var signed = await caller.SignUpAsync();
        var other = await caller.SignInAsync(signed.Member);
        var (token, next) = Tokens(await caller.RefreshAsync(signed.RefreshToken));
        Assert.That((await MeAsync(token)).Status, Is.EqualTo(200));

        (await caller.RefreshAsync(signed.RefreshToken)).MustBe(401, "invalid_refresh_token");

        (await MeAsync(token)).MustBe(401, "invalid_token");
        (await signed.Member.GetAsync("auth/me")).MustBe(401, "invalid_token");
        (await caller.RefreshAsync(next)).MustBe(401, "invalid_refresh_token");
        (await caller.RefreshAsync(signed.RefreshToken)).MustBe(401, "invalid_refresh_token");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await other.Member.GetAsync("auth/me")).Status, Is.EqualTo(200));
            Assert.That((await caller.RefreshAsync(other.RefreshToken)).Status, Is.EqualTo(200));
            Assert.That(
                await rows.RowsAsync<string>(
                    """
                    select concat_ws(' ', source, fields, s.revoked_at is not null, target = s.id, e.project, e.request <> '')
                    from audit_entries e join sessions s on s.id = e.target
                    where actor = concat('member:', @id::text) and action = 'refresh_token_reused'
                    """,
                    new { id = signed.Member.Id }
                ),
                Is.EqualTo(new[] { "account {refresh_token} t t t" }),
                "It is audited once, with the session that ended."
            );
        }
    }

    [Test]
    public async Task A_reused_token_that_has_expired_ends_its_session_too()
    {
        var (caller, rows) = (await SignedOut.CreateAsync(), await TestProject.CreateAsync());
        var signed = await caller.SignUpAsync();
        var (token, _) = Tokens(await caller.RefreshAsync(signed.RefreshToken));
        await rows.ExecuteAsync(
            """
            update refresh_tokens set expires_at = now()
            where used_at is not null and session_id in (select id from sessions where member_id = @id)
            """,
            new { id = signed.Member.Id }
        );

        (await caller.RefreshAsync(signed.RefreshToken)).MustBe(401, "invalid_refresh_token");

        (await MeAsync(token)).MustBe(401, "invalid_token");
    }

    [Test]
    public async Task A_repeat_with_the_same_idempotency_key_gets_the_first_answer_and_ends_nothing()
    {
        var caller = await SignedOut.CreateAsync();
        var signed = await caller.SignUpAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = await caller.RefreshAsync(signed.RefreshToken, key);

        var repeat = await caller.RefreshAsync(signed.RefreshToken, key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(repeat.Text, Is.EqualTo(first.Text));
            Assert.That(repeat.Headers["Idempotent-Replayed"], Is.EqualTo("true"));
            Assert.That((await MeAsync(Tokens(first).Token)).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Of_many_concurrent_calls_with_one_token_one_succeeds_and_the_session_ends()
    {
        var rows = await TestProject.CreateAsync();
        SignedOut[] callers = [await SignedOut.CreateAsync(), new(await Race.SecondClientAsync())];
        for (var round = 0; round < 5; round++)
        {
            var signed = await callers[0].SignUpAsync();

            var answers = await AtOnce.RunAsync(8, i => callers[i % 2].RefreshAsync(signed.RefreshToken));

            var served = answers.Where(a => a.Status == 200).ToList();
            Assert.That(served, Has.Count.EqualTo(1), string.Join('\n', answers.Select(a => a.Text)));
            foreach (var refused in answers.Except(served))
                refused.MustBe(401, "invalid_refresh_token");

            var (token, next) = Tokens(served[0]);
            (await MeAsync(token)).MustBe(401, "invalid_token");
            (await callers[0].RefreshAsync(next)).MustBe(401, "invalid_refresh_token");
            Assert.That(await rows.OneAsync<long>(Reuses, new { id = signed.Member.Id }), Is.EqualTo(1));
        }
    }

    private static (string Token, string Next) Tokens(Exchange exchange) =>
        (exchange.Body.GetProperty("token").GetString()!, exchange.Body.GetProperty("refresh_token").GetString()!);

    private static async Task<Exchange> MeAsync(string token) =>
        await (await SignedOut.CreateAsync()).SendAsync(HttpMethod.Get, "auth/me", null, ("Authorization", $"Bearer {token}"));
}
