using System.Security.Cryptography;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Http;

namespace Hal.Api.Platform.Auth;

/// <summary>The service's own key, shared by all instances: from <c>Hal:Auth:SigningKey</c> (base64, 32 bytes or more), else made once and kept in the database (contract 5).</summary>
/// <param name="configuration">The service's configuration.</param>
/// <param name="time">The source of time.</param>
public sealed class SigningKey(IConfiguration configuration, TimeProvider time)
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "Hal:Auth:SigningKey";

    private const int MinBytes = 32;
    private const int MadeBytes = 64;
    private const string Name = "signing_key";

    private const string Find = "select value from secrets where name = $1";

    private const string Make = "insert into secrets (name, value, created_at) values ($1, $2, $3) on conflict on constraint secrets_pk do nothing";

    private byte[]? _known = Configured(configuration);

    /// <summary>The key, once <see cref="GetAsync"/> has been awaited.</summary>
    /// <exception cref="InvalidOperationException">It has not been.</exception>
    public byte[] Known => _known ?? throw new InvalidOperationException("The signing key has not been read yet.");

    /// <summary>The key; the first call of an instance may read it from the database, or make it there.</summary>
    /// <param name="session">The way to the database.</param>
    public ValueTask<byte[]> GetAsync(Session session) => _known is { } known ? ValueTask.FromResult(known) : new(ReadAsync(session));

    /// <summary>Whether the setting is absent or a key.</summary>
    /// <param name="configuration">The service's configuration.</param>
    public static bool IsValid(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[Setting] is not { Length: > 0 } || Configured(configuration) is not null;
    }

    private static byte[]? Configured(IConfiguration configuration)
    {
        var text = configuration[Setting];
        var bytes = new byte[text?.Length ?? 0];
        return text is { Length: > 0 } && Convert.TryFromBase64String(text, bytes, out var length) && length >= MinBytes ? bytes[..length] : null;
    }

    private async Task<byte[]> ReadAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var find = new SqlBatch().Add(Find, Name);
        var key = await session.ReadAsync(find, results => results.SingleOrDefaultAsync<Row>());
        if (key is null)
        {
            // Another instance may be first, so what counts is what is there afterwards.
            await session.WriteAsync(new SqlBatch().Add(Make, Name, RandomNumberGenerator.GetBytes(MadeBytes), time.UtcNow()));
            key = await session.ReadAsync(find, results => results.SingleOrDefaultAsync<Row>());
        }

        return _known = key?.Value ?? throw new InvalidOperationException("The signing key could not be made.");
    }

    private sealed record Row(byte[] Value);
}
