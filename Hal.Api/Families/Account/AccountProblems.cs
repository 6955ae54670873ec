using Hal.Api.Domain.Members;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Families.Account;

/// <summary>What can be wrong with a member's credential, role or choice of project (contract 5).</summary>
public static class AccountProblems
{
    /// <summary>No access token was sent.</summary>
    public static readonly ProblemCode AuthenticationRequired = new(401, "authentication_required", "Sign in first");

    /// <summary>The access token is expired, revoked or not one of ours.</summary>
    public static readonly ProblemCode InvalidToken = new(401, "invalid_token", "The access token is not valid");

    /// <summary>The member's role is too low.</summary>
    public static readonly ProblemCode RoleRequired = new(403, "role_required", "Your role does not allow this");

    /// <summary>The workspace has several projects or none, and the call does not choose one.</summary>
    public static readonly ProblemCode ProjectRequired = new(422, "project_required", "Say which project is meant");

    /// <summary>The 401 of a call without a token.</summary>
    public static Problem TokenMissing =>
        new(AuthenticationRequired, "Send Authorization: Bearer with the token of a sign-in.") { Challenge = "Bearer" };

    /// <summary>The 401 of a token whose sign-in has ended.</summary>
    public static Problem TokenEnded =>
        new(InvalidToken, "The access token has expired or was revoked; sign in again or refresh it.")
        {
            Challenge = "Bearer error=\"invalid_token\"",
        };

    /// <summary>The 403 that names the role needed.</summary>
    /// <param name="needed">The lowest role that may.</param>
    public static Problem RoleMissing(Role needed) => new(RoleRequired, $"This needs the role {RoleText.Of(needed)}.");
}
