using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Members;

/// <summary>What can be wrong with what somebody signs in with (contract 5).</summary>
public static class SignInProblems
{
    /// <summary>The e-mail or the password is wrong; which of the two is not told.</summary>
    public static readonly ProblemCode InvalidCredentials = new(401, "invalid_credentials", "The e-mail or the password is wrong");

    /// <summary>The refresh token is unknown, used, expired or revoked.</summary>
    public static readonly ProblemCode InvalidRefreshToken = new(401, "invalid_refresh_token", "The refresh token is not valid");

    /// <summary>The present password is another.</summary>
    public static readonly ProblemCode WrongPassword = new(422, "wrong_password", "The present password is another");

    /// <summary>The 401 of a sign-in: the same for somebody unknown and for a wrong password.</summary>
    public static Problem Credentials => new(InvalidCredentials, "No member has this e-mail and password.");

    /// <summary>The 401 of a refresh token, whatever is wrong with it.</summary>
    public static Problem RefreshToken =>
        new(InvalidRefreshToken, "The refresh token has been used, has expired or was revoked; sign in again.");
}
