using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Members;

/// <summary>An invitation as the workspace's admins see it (contract 5). Its token is shown once and stored as SHA-256.</summary>
/// <param name="Id">The invitation's id.</param>
/// <param name="Email">Who is invited, and will sign in with this address.</param>
/// <param name="Role">The role that is offered.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it can be accepted.</param>
public sealed record InvitationAnswer(
    Guid Id,
    string Email,
    [property: SchemaEnum(RoleText.Agent, RoleText.Admin, RoleText.Owner)] string Role,
    DateTime CreatedAt,
    DateTime ExpiresAt
)
{
    /// <summary>The columns in the constructor's order.</summary>
    public const string Columns = "id, email, role, created_at, expires_at";
}

/// <summary>How long invitations live, and what becomes of one that is none (contract 5).</summary>
public static class Invitation
{
    /// <summary>How long an invitation can be accepted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>The token is unknown, used, expired or revoked.</summary>
    public static readonly ProblemCode Invalid = new(401, "invalid_invitation", "The invitation is not valid");

    /// <summary>The 401 of an invitation's token, whatever is wrong with it.</summary>
    public static Problem NotValid => new(Invalid, "The invitation has been used, has expired or was revoked; ask for another.");
}
