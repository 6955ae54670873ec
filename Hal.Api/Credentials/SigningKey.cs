using System.Security.Cryptography;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Credentials;

/// <summary>
/// The service's own key, shared by all instances: from <c>Hal:Auth:SigningKey</c> (base64, 32 bytes or more), else made once and kept in
/// the database (contract 5).
/// </summary>
/// <param name="scopes">Where the database is reached from.</param>
public sealed class SigningKey(IConfiguration configuration, IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "Hal:Auth:SigningKey";

    private const int MinBytes = 32;
    private const int MadeBytes = 64;
    private const string Name = "signing_key";

    private const string Find = "select value from secrets where name = $1";

    private const string Make =
        "insert into secrets (name, value, created_at) values ($1, $2, $3) on conflict on constraint secrets_pk do nothing";

    private byte[]? _known = Configured(configuration);

    /// <summary>The key, once <see cref="GetAsync"/> has been awaited.</summary>
    /// <exception cref="InvalidOperationException">It has not been.</exception>
    public byte[] Known => _known ?? throw new InvalidOperationException("The signing key has not been read yet.");

    /// <summary>The key; the first call of an instance may read it from the database, or make it there.</summary>
    public ValueTask<byte[]> GetAsync() => _known is { } known ? ValueTask.FromResult(known) : new(ReadAsync());

    /// <summary>Whether the setting is absent or a key.</summary>
    public static bool IsValid(IConfiguration configuration)
    {
        return configuration[Setting] is not { Length: > 0 } || Configured(configuration) is not null;
    }

    private static byte[]? Configured(IConfiguration configuration)
    {
        var text = configuration[Setting];
        var bytes = new byte[text?.Length ?? 0];
        return text is { Length: > 0 } && Convert.TryFromBase64String(text, bytes, out var length) && length >= MinBytes
            ? bytes[..length]
            : null;
    }

    private async Task<byte[]> ReadAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<Database>();
        var key = await database.ReadOneAsync<Row>(Find, Name);
        if (key is null)
        {
            // Another instance may be first, so what counts is what is there afterwards.
            await scope
                .ServiceProvider.GetRequiredService<UnitOfWork>()
                .WriteAsync(new SqlBatch().Add(Make, Name, RandomNumberGenerator.GetBytes(MadeBytes), time.UtcNow()));
            key = await database.ReadOneAsync<Row>(Find, Name);
        }

        return _known = key?.Value ?? throw new InvalidOperationException("The signing key could not be made.");
    }

    private sealed record Row(byte[] Value);
}
