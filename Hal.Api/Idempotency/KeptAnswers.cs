using System.Security.Cryptography;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Idempotency;

/// <summary>The first answers to idempotency keys, kept for 7 days (contract 2).</summary>
/// <param name="work">The call's unit of work.</param>
public sealed class KeptAnswers(Database database, UnitOfWork work, TimeProvider time)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>The key was sent with another request before.</summary>
    public static readonly ProblemCode Reused = new(422, "idempotency_key_reused", "The Idempotency-Key was used for another request");

    /// <summary>The first request with this key has not been answered yet.</summary>
    public static readonly ProblemCode InProgress = new(
        409,
        "idempotency_in_progress",
        "The first request with this Idempotency-Key is still running"
    );

    // A killed process leaves its claim behind. No request runs this long.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    private const string Sql = """
        with claimed as (
            insert into idempotency_keys as k (scope, key_hash, fingerprint, claim, claimed_at)
            values ($1, $2, $3, $4, $5)
            on conflict on constraint idempotency_keys_pk do update
            set fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_at = excluded.claimed_at, answer = null, target = null
            where (k.answer is null and (k.claimed_at < $6 or k.claim = excluded.claim)) or k.claimed_at < $7
            returning 1)
        select exists (select from claimed) as is_claimed, k.fingerprint, k.answer
        from (select) one
        left join idempotency_keys k on k.scope = $1 and k.key_hash = $2
        """;

    private const string Complete = """
        with kept as (
            update idempotency_keys set answer = $4, target = $5
            where scope = $1 and key_hash = $2 and claim = $3 and answer is null
            returning 1)
        select assert_unchanged(exists (select from kept))
        """;

    private const string Drop = "delete from idempotency_keys where scope = $1 and key_hash = $2 and claim = $3 and answer is null";

    /// <summary>Claims the key, or returns what the first request with it has come to.</summary>
    /// <returns>Null if the claim is made; the first answer; or 422 or 409.</returns>
    public async Task<Result<HttpAnswer?>> ClaimAsync(KeyClaim claim)
    {
        var now = time.UtcNow();
        var found = await database.ReadOneAsync<Row>(
            Sql,
            claim.Scope,
            claim.KeyHash,
            claim.Fingerprint,
            claim.Id,
            now,
            now - Abandoned,
            now - KeptFor
        ) ?? new Row(false, null, null);
        if (found.IsClaimed)
            return default(Result<HttpAnswer?>);

        if (found.Fingerprint is not null && !CryptographicOperations.FixedTimeEquals(found.Fingerprint, claim.Fingerprint))
            return Problem.Invalid(
                "Idempotency-Key",
                "This key came with another request before; take a new one for each request.",
                Reused
            );

        return found.Answer is null
            ? new Problem(InProgress, "Try again in a moment; the first request with this Idempotency-Key has not been answered yet.")
            {
                RetryAfterSeconds = 1,
            }
            : HttpAnswer.Decrypt(found.Answer, claim.CipherKey);
    }

    /// <summary>Enlists the answer, so that it is kept if and only if the write takes effect.</summary>
    /// <param name="target">The row that the answer shows. Erasing that row deletes the answer, too.</param>
    public void Keep(KeyClaim claim, HttpAnswer answer, Guid? target)
    {
        work.Enlist(new SqlBatch().Add(Complete, claim.Scope, claim.KeyHash, claim.Id, answer.Encrypt(claim.CipherKey), target));
    }

    /// <summary>Releases the claim after a refusal or a failure, unless the answer was kept.</summary>
    public Task ReleaseAsync(KeyClaim claim)
    {
        return work.WriteAsync(new SqlBatch().Add(Drop, claim.Scope, claim.KeyHash, claim.Id));
    }

    private sealed record Row(bool IsClaimed, byte[]? Fingerprint, byte[]? Answer);
}
