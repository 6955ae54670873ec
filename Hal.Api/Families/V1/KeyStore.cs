using System.Security.Cryptography;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Families.V1;

/// <summary>
/// API keys as last read by this instance. A remembered one may be outdated: each call's first read looks for the key and compares its
/// project's version (<see cref="GuardOf"/>), so a key that was revoked or has expired is refused at once, on every instance and without a
/// round trip of its own.
/// </summary>
public sealed class KeyStore(TimeProvider time) : IDisposable
{
    private const int MaxKeys = 10_000;

    private const string Sql = """
        select k.project_id, k.id, k.key_hash, k.scopes, k.expires_at
        from api_keys k
        join projects p on p.id = k.project_id
        where k.project_id = $1 and k.id = $2 and p.deleted_at is null
        """;

    private const string Guard = """
        select p.version
        from api_keys k
        join projects p on p.id = k.project_id
        where k.project_id = $1 and k.id = $2 and k.scopes = $3 and (k.expires_at is null or k.expires_at > $4) and p.deleted_at is null
        """;

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxKeys });

    /// <summary>
    /// The key that a caller sent, or null if it is unknown, expired or wrong. Unknown keys are not remembered.
    /// </summary>
    /// <param name="sent">What the caller sent.</param>
    public async ValueTask<ApiKey?> FindAsync(string? sent, Database database)
    {
        if (ApiKeyText.Read(sent) is not { } text)
            return null;

        // A key that has expired by what is remembered may have been extended.
        var key =
            _known.TryGetValue((text.ProjectId, text.Id), out ApiKey? known) && IsAlive(known!) ? known : await ReadAsync(text, database);
        return key is not null && CryptographicOperations.FixedTimeEquals(key.KeyHash, text.Hash) && IsAlive(key) ? key : null;
    }

    /// <summary>Forgets the key, so that it is read again the next time.</summary>
    /// <param name="sent">What the caller sent.</param>
    /// <returns>The project that the key belongs to; null if what was sent is no key.</returns>
    public Guid? Forget(string? sent)
    {
        if (ApiKeyText.Read(sent) is not { } text)
            return null;

        _known.Remove((text.ProjectId, text.Id));
        return text.ProjectId;
    }

    /// <summary>Compares a remembered key and its project with what is stored.</summary>
    /// <param name="key">The key as remembered.</param>
    /// <param name="project">Its project as remembered.</param>
    public ReadGuard GuardOf(ApiKey key, Project project) =>
        new(read =>
        {
            var version = read.One<long?>(Guard, key.ProjectId, key.Id, key.Scopes, time.UtcNow());
            return () => version.Value == project.Version;
        });

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private bool IsAlive(ApiKey key) => key.ExpiresAt is null || key.ExpiresAt > time.UtcNow();

    private async Task<ApiKey?> ReadAsync(ApiKeyText text, Database database)
    {
        var key = await database.ReadOneAsync<ApiKey>(Sql, text.ProjectId, text.Id);
        return key is null
            ? null
            : _known.Set((key.ProjectId, key.Id), key, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = IdleTime });
    }
}
