using Hal.Api.Platform.Data;
using Hal.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Platform.Data;

/// <summary>What has run out does not stay for ever, and what has not does.</summary>
public class ExpiredRowsTests
{
    [Test]
    public async Task Goes_and_nothing_else()
    {
        var running = await TestHost.RunningAsync();
        var workspace = await TestWorkspace.CreateAsync();
        var scope = Guid.NewGuid().ToString();
        var (old, recent) = (await workspace.AddMemberAsync(Hal.Api.Domain.Members.Role.Agent), await workspace.AddMemberAsync(Hal.Api.Domain.Members.Role.Agent));
        await workspace.Project.ExecuteAsync(
            """
            insert into idempotency_keys (scope, key_hash, fingerprint, claim, claimed_at)
            values (@scope, 'old', '', gen_random_uuid(), now() - interval '7 days 1 hour'), (@scope, 'new', '', gen_random_uuid(), now() - interval '6 days 23 hours');
            update refresh_tokens set expires_at = now() - interval '2 hours' where session_id in (select id from sessions where member_id = @old);
            update refresh_tokens set expires_at = now() + interval '1 hour' where session_id in (select id from sessions where member_id = @recent);
            insert into invitations (id, account_id, email, role, token_hash, created_at, expires_at)
            values (gen_random_uuid(), @account, 'old@hal.example', 'agent', decode(md5(@scope || 'old'), 'hex'), now(), now() - interval '8 days'),
                   (gen_random_uuid(), @account, 'new@hal.example', 'agent', decode(md5(@scope || 'new'), 'hex'), now(), now() + interval '1 day');
            """,
            new { scope, old = old.Id, recent = recent.Id, account = workspace.AccountId });

        await running.App.Services.GetRequiredService<ExpiredRows>().DeleteAsync();

        Assert.That(
            await workspace.Project.RowsAsync<string>("select encode(key_hash, 'escape') from idempotency_keys where scope = @scope", new { scope }), Is.EqualTo(["new"]));
        Assert.That(
            await workspace.Project.RowsAsync<Guid>("select member_id from sessions where member_id in (@old, @recent)", new { old = old.Id, recent = recent.Id }), Is.EqualTo([recent.Id]));
        Assert.That(
            await workspace.Project.RowsAsync<string>("select email from invitations where account_id = @account", new { account = workspace.AccountId }), Is.EqualTo(["new@hal.example"]));
    }
}
