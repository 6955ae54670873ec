using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Hal.Api.Domain.Proofs;

/// <summary>The proof of identity that a customer's backend makes for its page (contract 4.1).</summary>
public static class UserHash
{
    /// <summary>
    /// The secret under which a hash is HMAC-SHA256, in hex of either case, of the message; null for none. Takes as long whether it fits or
    /// not.
    /// </summary>
    /// <param name="hash">The caller's <c>user_hash</c>.</param>
    /// <param name="secrets">The identity secrets that are valid now.</param>
    /// <param name="message">The identity the hash may be made of; nothing is right for null.</param>
    public static string? SecretOf(string hash, IEnumerable<string> secrets, string? message)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(hash, given, out _, out var written) is not OperationStatus.Done || written != given.Length)
            return null;

        string? right = null;
        foreach (var secret in secrets)
        {
            var made = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message ?? string.Empty));
            right = message is not null & CryptographicOperations.FixedTimeEquals(given, made) ? secret : right;
        }

        return right;
    }

    /// <summary>A mark that tells secrets apart and tells nothing of them, in hex.</summary>
    /// <param name="secret">An identity secret.</param>
    public static string MarkOf(string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "hal:visitor_token"u8).AsSpan(0, 8));
}
