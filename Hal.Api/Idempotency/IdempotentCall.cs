using System.Security.Cryptography;
using System.Text;
using Hal.Api.Http;

namespace Hal.Api.Idempotency;

/// <summary>The call's <c>Idempotency-Key</c> (contract 2) and its state. Empty without the header.</summary>
public sealed class IdempotentCall
{
    /// <summary>The claim of being the first call with the key; null without a key.</summary>
    public KeyClaim? Claim { get; internal set; }

    /// <summary>The first answer, if this call is a repeat; it is sent instead of the pipeline's answer.</summary>
    public HttpAnswer? Replay { get; internal set; }
}

/// <summary>One call's claim on a key. What is stored can neither be found nor read without the key itself and the service's own.</summary>
/// <param name="Id">Distinguishes this claim from a later one.</param>
/// <param name="Scope">Who may use the key: a member, an API key, or whoever has not signed in yet.</param>
/// <param name="KeyHash">The hash that finds the key.</param>
/// <param name="Fingerprint">The hash that requests are compared by.</param>
/// <param name="CipherKey">The key that encrypts the answer.</param>
public sealed record KeyClaim(Guid Id, string Scope, byte[] KeyHash, byte[] Fingerprint, byte[] CipherKey)
{
    private const int PartLength = 32;

    /// <summary>Derives a claim from a key.</summary>
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
