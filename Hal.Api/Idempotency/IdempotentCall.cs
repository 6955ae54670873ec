using System.Security.Cryptography;
using System.Text;
using Hal.Api.Http;

namespace Hal.Api.Idempotency;

/// <summary>The present call's <c>Idempotency-Key</c> (contract 2) and what became of it. Without the header it stays empty.</summary>
public sealed class IdempotentCall
{
    /// <summary>The key's claim on being the first; null without a key.</summary>
    public KeyClaim? Claim { get; internal set; }

    /// <summary>The first answer, if this call is a repeat; it is told instead of whatever the pipeline answers.</summary>
    public HttpAnswer? Replay { get; internal set; }
}

/// <summary>One call's claim on a key. What is stored can neither be found nor read without the key itself and the service's own.</summary>
/// <param name="Id">Tells this claim from a later one.</param>
/// <param name="Scope">Who may use the key: a member, an API key, or whoever has not signed in yet.</param>
/// <param name="KeyHash">What the key is found by.</param>
/// <param name="Fingerprint">What the request is compared by.</param>
/// <param name="CipherKey">What the answer is encrypted with.</param>
public sealed record KeyClaim(Guid Id, string Scope, byte[] KeyHash, byte[] Fingerprint, byte[] CipherKey)
{
    private const int PartLength = 32;

    /// <summary>Derives all that is needed from a key.</summary>
    /// <param name="scope">Who may use the key.</param>
    /// <param name="key">The header's value.</param>
    /// <param name="signingKey">The service's own key.</param>
    /// <param name="request">What the caller sent, address and body.</param>
    public static KeyClaim Of(string scope, string key, byte[] signingKey, ReadOnlySpan<byte> request)
    {
        var parts = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(key),
            3 * PartLength,
            signingKey,
            Encoding.UTF8.GetBytes(scope)
        );
        return new KeyClaim(
            Guid.NewGuid(),
            scope,
            parts[..PartLength],
            HMACSHA256.HashData(parts.AsSpan(PartLength, PartLength), request),
            parts[(2 * PartLength)..]
        );
    }
}
