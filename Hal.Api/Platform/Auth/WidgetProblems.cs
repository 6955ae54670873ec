using Hal.Api.Platform.Errors;

namespace Hal.Api.Platform.Auth;

/// <summary>What can be wrong with a widget's credential (contract 4, 4.1).</summary>
public static class WidgetProblems
{
    /// <summary>A <c>user_hash</c> was given and is wrong.</summary>
    public static readonly ProblemCode VerificationFailed = new(401, "identity_verification_failed", "The user_hash is wrong");

    /// <summary>A <c>user_hash</c> is needed and was not given.</summary>
    public static readonly ProblemCode VerificationRequired = new(401, "identity_verification_required", "The identity has to be proven");

    /// <summary>The page's origin is not on the project's list.</summary>
    public static readonly ProblemCode OriginNotAllowed = new(403, "origin_not_allowed", "This origin may not use the project");

    /// <summary>There is no such project.</summary>
    public static readonly ProblemCode ProjectNotFound = new(404, "project_not_found", "There is no such project");

    /// <summary>The 404 for an id that leads to no project, or to one of others.</summary>
    public static Problem NoSuchProject => new(ProjectNotFound, "No project has this id.");
}
