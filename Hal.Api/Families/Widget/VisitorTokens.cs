using System.Diagnostics.CodeAnalysis;
using Hal.Api.Credentials;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hal.Api.Families.Widget;

/// <summary>The content of a visitor token (contract 4.7): the visitor it was issued to, and what the visitor had proven then.</summary>
/// <param name="Project">The project.</param>
/// <param name="Visitor">Hal's id of the visitor.</param>
/// <param name="VisitorId">The caller's own id of the visitor.</param>
/// <param name="ProvesVisitor">Whether it was issued for a <c>user_hash</c> of the visitor's id.</param>
/// <param name="ProvenUserId">The user id whose <c>user_hash</c> it was issued for; null for none.</param>
public sealed record VisitorClaims(Guid Project, Guid Visitor, string VisitorId, bool ProvesVisitor, string? ProvenUserId)
{
    /// <summary>
    /// The mark of the identity secret that the proof was made with. The token ends with that secret. Null without a proof.
    /// </summary>
    public string? SecretMark { get; init; }

    /// <summary>When it was issued, in UTC; the default for a token that is not issued yet.</summary>
    public DateTime IssuedAt { get; init; }
}

/// <summary>
/// Makes and reads visitor tokens (contract 4.7): JWTs signed with HMAC-SHA256, valid for 30 days, and renewed by the first answer after a
/// day. A token proves that its holder created the visitor, or had a right <c>user_hash</c>.
/// </summary>
/// <param name="key">The signing key.</param>
public sealed class VisitorTokens(SigningKey key, TimeProvider time)
{
    /// <summary>How long a token is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The scheme of the <c>Authorization</c> header.</summary>
    public const string Scheme = "Visitor";

    /// <summary>The audience of the tokens. Members' access tokens have another audience, though the same key signs them.</summary>
    public const string Audience = "hal:visitor";

    private const string ProjectClaim = "project";
    private const string VisitorIdClaim = "visitor_id";
    private const string ProofClaim = "proof";
    private const string UserIdClaim = "user_id";
    private const string SecretClaim = "secret";
    private const string OfVisitor = "visitor";
    private const string OfUser = "user";

    private static readonly TimeSpan RenewedAfter = TimeSpan.FromDays(1);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The token that the answer to the call must carry; null for none.</summary>
    /// <param name="call">The call, once it has been handled.</param>
    public async Task<string?> DueAsync(WidgetCall call)
    {
        return call.TokenDue(time.GetUtcNow().UtcDateTime - RenewedAfter) is { } pass ? await IssueAsync(pass) : null;
    }

    /// <summary>Issues a token.</summary>
    /// <param name="pass">The content of the token.</param>
    public async Task<string> IssueAsync(VisitorClaims pass)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = pass.Visitor.ToString(),
            [ProjectClaim] = pass.Project.ToString(),
            [VisitorIdClaim] = pass.VisitorId,
        };
        if (pass.ProvesVisitor)
            claims[ProofClaim] = OfVisitor;
        else if (pass.ProvenUserId is { } user)
            (claims[ProofClaim], claims[UserIdClaim]) = (OfUser, user);

        if (pass.SecretMark is { } mark)
            claims[SecretClaim] = mark;

        return Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = AccessTokens.Issuer,
                Audience = Audience,
                IssuedAt = now,
                Expires = now + Lifetime,
                Claims = claims,
                SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(await key.GetAsync()), SecurityAlgorithms.HmacSha256),
            }
        );
    }

    /// <summary>Reads a token; null if Hal did not issue it, or if it was changed or has expired.</summary>
    /// <param name="token">What the caller sent.</param>
    public async Task<VisitorClaims?> ReadAsync(string token)
    {
        var result = await Handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = AccessTokens.Issuer,
                ValidAudience = Audience,
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                LifetimeValidator = (_, expires, _, _) => time.GetUtcNow().UtcDateTime < expires,
                IssuerSigningKey = new SymmetricSecurityKey(await key.GetAsync()),
            }
        );
        if (
            !result.IsValid
            || result.SecurityToken is not JsonWebToken read
            || !Guid.TryParse(read.Subject, out var visitor)
            || !TryRead(read, ProjectClaim, out var text)
            || !Guid.TryParse(text, out var project)
            || !TryRead(read, VisitorIdClaim, out var visitorId)
        )
            return null;

        TryRead(read, ProofClaim, out var proof);
        TryRead(read, UserIdClaim, out var user);
        TryRead(read, SecretClaim, out var mark);
        return new VisitorClaims(project, visitor, visitorId, proof == OfVisitor, proof == OfUser ? user : null)
        {
            SecretMark = mark,
            IssuedAt = read.IssuedAt,
        };
    }

    private static bool TryRead(JsonWebToken token, string claim, [NotNullWhen(true)] out string? text) =>
        token.TryGetPayloadValue(claim, out text) && text is not null;
}
