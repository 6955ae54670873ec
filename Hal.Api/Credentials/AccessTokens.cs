using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hal.Api.Credentials;

/// <summary>
/// Makes the access tokens of the account family: JWTs that name a member and its session, signed with HMAC-SHA256, valid for an hour
/// (contract 5).
/// </summary>
/// <param name="key">The signing key.</param>
public sealed class AccessTokens(SigningKey key, TimeProvider time)
{
    /// <summary>How long a token is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Who issues the tokens.</summary>
    public const string Issuer = "hal";

    /// <summary>The audience of the tokens.</summary>
    public const string Audience = "hal:account";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token for a member's session.</summary>
    /// <param name="memberId">The member.</param>
    /// <param name="sessionId">The sign-in it belongs to.</param>
    public async Task<string> IssueAsync(Guid memberId, Guid sessionId)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                IssuedAt = now,
                Expires = now + Lifetime,
                Subject = new ClaimsIdentity([
                    new Claim(JwtRegisteredClaimNames.Sub, memberId.ToString()),
                    new Claim(JwtRegisteredClaimNames.Sid, sessionId.ToString()),
                    // Makes two tokens of the same second differ.
                    new Claim(JwtRegisteredClaimNames.Jti, Guid.NewGuid().ToString("N")),
                ]),
                SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(await key.GetAsync()), SecurityAlgorithms.HmacSha256),
            }
        );
    }

    /// <summary>The rules that a token must meet to be accepted.</summary>
    public TokenValidationParameters Rules =>
        new()
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => time.GetUtcNow().UtcDateTime < expires,
            IssuerSigningKeyResolver = (_, _, _, _) => [new SymmetricSecurityKey(key.Known)],
        };
}
