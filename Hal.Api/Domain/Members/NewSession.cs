using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Members;

/// <summary>A sign-in and its first refresh token, or the next token of one (contract 5). Of a token only the SHA-256 is stored.</summary>
/// <param name="SessionId">The sign-in: the family of its refresh tokens.</param>
/// <param name="RefreshToken">256 random bits in base64url; shown once.</param>
public sealed record NewSession(Guid SessionId, string RefreshToken)
{
    /// <summary>How long a refresh token is valid.</summary>
    public static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(30);

    private const int TokenBytes = 32;

    private const string InsertSession = "insert into sessions (id, member_id, created_at) values ($1, $2, $3)";

    private const string InsertToken = """
        insert into refresh_tokens (id, session_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)
        """;

    /// <summary>Adds a sign-in to a batch.</summary>
    /// <param name="memberId">The member.</param>
    public static NewSession Start(SqlBatch batch, Guid memberId, DateTime now)
    {
        var id = Ids.New();
        batch.Add(InsertSession, id, memberId, now);
        return Continue(batch, id, now);
    }

    /// <summary>Adds a further refresh token of a sign-in to a batch.</summary>
    /// <param name="sessionId">The sign-in.</param>
    public static NewSession Continue(SqlBatch batch, Guid sessionId, DateTime now)
    {
        var token = NewToken();
        batch.Add(InsertToken, Ids.New(), sessionId, HashOf(token), now, now + RefreshTokenLifetime);
        return new NewSession(sessionId, token);
    }

    /// <summary>A token that cannot be guessed.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>What is stored of a token.</summary>
    /// <param name="token">The token.</param>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
