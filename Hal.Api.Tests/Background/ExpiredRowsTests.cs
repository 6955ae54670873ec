using Hal.Api.Background;
using Hal.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Background;

/// <summary>What has run out does not stay for ever, and what has not does.</summary>
public class ExpiredRowsTests
{
    [Test]
    public async Task Goes_and_nothing_else()
    {
        var running = await TestHost.RunningAsync();
        var workspace = await TestWorkspace.CreateAsync();
        var scope = Guid.NewGuid().ToString();
        var (old, recent) = (
            await workspace.AddMemberAsync(Hal.Api.Domain.Members.Role.Agent),
            await workspace.AddMemberAsync(Hal.Api.Domain.Members.Role.Agent)
        );
        await workspace.Project.ExecuteAsync(
            """
            insert into idempotency_keys (scope, key_hash, fingerprint, claim, claimed_at)
            values (@scope, 'old', '', gen_random_uuid(), now() - interval '7 days 1 hour'), (@scope, 'new', '', gen_random_uuid(),
                now() - interval '6 days 23 hours');
            update refresh_tokens set expires_at = now() - interval '2 hours' where session_id in (select id from sessions
                where member_id = @old);
            update refresh_tokens set expires_at = now() + interval '1 hour' where session_id in (select id from sessions
                where member_id = @recent);
            insert into invitations (id, account_id, email, role, token_hash, created_at, expires_at)
            values (gen_random_uuid(), @account, 'old@hal.example', 'agent', decode(md5(@scope || 'old'), 'hex'), now(),
                now() - interval '8 days'),
                   (gen_random_uuid(), @account, 'new@hal.example', 'agent', decode(md5(@scope || 'new'), 'hex'), now(),
                        now() + interval '1 day');
            """,
            new
            {
                scope,
                old = old.Id,
                recent = recent.Id,
                account = workspace.AccountId,
            }
        );

        await DeleteUntilAsync(running.App, async () => await workspace.Project.OneAsync<long>(
                """
                select (select count(*) from idempotency_keys where scope = @scope and key_hash = 'old')
                     + (select count(*) from sessions where member_id = @old)
                     + (select count(*) from invitations where account_id = @account and email = 'old@hal.example')
                """,
                new
                {
                    scope,
                    old = old.Id,
                    account = workspace.AccountId,
                }
            ) == 0);

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select encode(key_hash, 'escape') from idempotency_keys where scope = @scope",
                new { scope }
            ),
            Is.EqualTo(["new"])
        );
        Assert.That(
            await workspace.Project.RowsAsync<Guid>(
                "select member_id from sessions where member_id in (@old, @recent)",
                new { old = old.Id, recent = recent.Id }
            ),
            Is.EqualTo([recent.Id])
        );
        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select email from invitations where account_id = @account",
                new { account = workspace.AccountId }
            ),
            Is.EqualTo(["new@hal.example"])
        );
    }

    [Test]
    public async Task A_sign_in_lasts_as_long_as_its_last_token()
    {
        var running = await TestHost.RunningAsync();
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.ExecuteAsync(
            """
            insert into refresh_tokens (id, session_id, token_hash, created_at, expires_at, used_at)
            select gen_random_uuid(), id, decode(md5(id::text), 'hex'), now(), now() - interval '2 hours', now() from sessions
                where member_id = @owner
            """,
            new { owner = workspace.Owner.Id }
        );

        await DeleteUntilAsync(running.App, async () =>
            await workspace.Project.OneAsync<long>(
                "select count(*) from refresh_tokens t join sessions s on s.id = t.session_id where s.member_id = @owner and "
                    + "t.expires_at < now()",
                new { owner = workspace.Owner.Id }
            ) == 0
        );

        Assert.That(
            await workspace.Project.OneAsync<string>(
                """
                select count(*) filter (where t.expires_at < now()) || ' expired, '
                    || count(*) filter (where t.expires_at > now()) || ' valid'
                from sessions s join refresh_tokens t on t.session_id = s.id
                where s.member_id = @owner
                """,
                new { owner = workspace.Owner.Id }
            ),
            Is.EqualTo("0 expired, 1 valid")
        );
        Assert.That((await workspace.Owner.GetAsync("auth/me")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task However_many_there_are()
    {
        var running = await TestHost.RunningAsync();
        var project = await TestProject.CreateAsync();
        var scope = Guid.NewGuid().ToString();
        await project.ExecuteAsync(
            """
            insert into idempotency_keys (scope, key_hash, fingerprint, claim, claimed_at)
            select @scope, decode(md5(n::text), 'hex'), '', gen_random_uuid(), now() - interval '8 days' from generate_series(1, @count) n
            """,
            new { scope, count = (2 * ExpiredRows.ChunkSize) + 1 }
        );

        await DeleteUntilAsync(running.App, async () =>
            await project.OneAsync<long>("select count(*) from idempotency_keys where scope = @scope", new { scope }) == 0
        );
    }

    // Rows that another instance has in hand are left to it.
    private static Task DeleteUntilAsync(HalApp app, Func<Task<bool>> isGone) =>
        Eventually.HoldsAsync(
            async () =>
            {
                await app.Services.GetRequiredService<ExpiredRows>().DeleteAsync();
                return await isGone();
            },
            "what has run out is gone"
        );
}
