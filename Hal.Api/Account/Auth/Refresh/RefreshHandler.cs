using Hal.Api.Audit;
using Hal.Api.Credentials;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Members;
using Hal.Api.Http;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Auth.Refresh;

public sealed class RefreshHandler(
    Database database,
    Caller caller,
    Outcome outcome,
    AccessTokens tokens,
    IHttpContextAccessor http,
    TimeProvider time
) : IRequestHandler<RefreshCommand, Result<RefreshResponse>>
{
    private const string Reused = "refresh_token_reused";

    private static readonly string[] ReusedFields = ["refresh_token"];

    private const string Find = """
        select t.id, t.session_id, s.member_id, m.account_id, t.expires_at, t.used_at, s.revoked_at
        from refresh_tokens t
        join sessions s on s.id = t.session_id
        join members m on m.id = s.member_id
        where t.token_hash = $1
        """;

    private const string Use = """
        with used as (update refresh_tokens set used_at = $2 where id = $1 and used_at is null returning 1)
        select assert_unchanged(exists (select from used))
        """;

    private const string Revoke = """
        with revoked as (update sessions set revoked_at = $2 where id = $1 and revoked_at is null returning 1)
        select assert_unchanged(exists (select from revoked))
        """;

    public async Task<Result<RefreshResponse>> Handle(RefreshCommand request, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var token = await database.ReadOneAsync<Row>(Find, NewSession.HashOf(request.RefreshToken!));
        if (token is null or { RevokedAt: not null })
            return SignInProblems.RefreshToken;

        caller.ActAs(token.AccountId, token.MemberId);
        if (token.UsedAt is not null)
        {
            End(token, now);
            return SignInProblems.RefreshToken;
        }

        if (token.ExpiresAt <= now)
            return SignInProblems.RefreshToken;

        var batch = new SqlBatch().Add(Use, token.Id, now);
        var next = NewSession.Continue(batch, token.SessionId, now);
        database.Enlist(batch);
        outcome.Wrote(token.SessionId);
        return new RefreshResponse(
            await tokens.IssueAsync(token.MemberId, token.SessionId),
            next.RefreshToken,
            (int)AccessTokens.Lifetime.TotalSeconds
        );
    }

    // Either a thief or the owner sends the token second, and nobody can tell which, so both must sign in again. This is the only refusal
    // that writes, so it adds its own audit entry.
    private void End(Row token, DateTime now)
    {
        var request = http.HttpContext?.TraceIdentifier ?? throw new InvalidOperationException("A refresh token comes over HTTP.");
        var entry = new AuditEntry(
            token.AccountId,
            ChangeOrigin.AccountSource,
            ChangeOrigin.MemberActor(token.MemberId),
            Reused,
            null,
            token.SessionId,
            ReusedFields,
            request
        );
        database.EnlistAlways(new SqlBatch().Add(Revoke, token.SessionId, now).Add(entry.Insert(now)));
    }

    private sealed record Row(
        Guid Id,
        Guid SessionId,
        Guid MemberId,
        Guid AccountId,
        DateTime ExpiresAt,
        DateTime? UsedAt,
        DateTime? RevokedAt
    );
}
