using Microsoft.AspNetCore.Identity;

namespace Hal.Api.Credentials;

/// <summary>Hashes and checks passwords with the framework's hasher (contract 5).</summary>
/// <param name="hasher">The framework's hasher.</param>
public sealed class Passwords(IPasswordHasher<string> hasher)
{
    // An unknown e-mail is checked against this hash, so that it takes as long as a wrong password.
    private readonly Lazy<string> _nobody = new(() => hasher.HashPassword(string.Empty, Guid.NewGuid().ToString()));

    /// <summary>The hash to store.</summary>
    /// <param name="password">The password.</param>
    public string Hash(string password) => hasher.HashPassword(string.Empty, password);

    /// <summary>Whether the password is the one that was hashed. Takes as long where there is no hash.</summary>
    /// <param name="stored">What <see cref="Hash"/> made; null for an unknown e-mail, for which no password is right.</param>
    /// <param name="password">What the caller sent.</param>
    public bool IsRight(string? stored, string password) =>
        hasher.VerifyHashedPassword(string.Empty, stored ?? _nobody.Value, password) is not PasswordVerificationResult.Failed
        & stored is not null;
}
