using Hal.Api.Platform.Errors;

namespace Hal.Api.Platform.Auth;

/// <summary>What can be wrong with a widget's credential (contract 4, 4.1).</summary>
public static class WidgetProblems
{
    /// <summary>A <c>user_hash</c> was given and is wrong.</summary>
    public static readonly ProblemCode VerificationFailed = new(401, "identity_verification_failed", "The user_hash is wrong");

    /// <summary>A <c>user_hash</c> is needed and was not given.</summary>
    public static readonly ProblemCode VerificationRequired = new(401, "identity_verification_required", "The identity has to be proven");

    /// <summary>A conversation route was called without a token and without a <c>user_hash</c> that speaks for the visitor.</summary>
    public static readonly ProblemCode ProofRequired = new(401, "visitor_proof_required", "Show that you are this visitor");

    /// <summary>The visitor's token is expired, was changed, or is another visitor's or project's.</summary>
    public static readonly ProblemCode TokenInvalid = new(401, "visitor_token_invalid", "The visitor token is not valid");

    /// <summary>The page's origin is not on the project's list.</summary>
    public static readonly ProblemCode OriginNotAllowed = new(403, "origin_not_allowed", "This origin may not use the project");

    /// <summary>There is no such project.</summary>
    public static readonly ProblemCode ProjectNotFound = new(404, "project_not_found", "There is no such project");

    /// <summary>The 401 without any proof; the same whether there is such a visitor or not.</summary>
    public static Problem NoProof => new(ProofRequired, "Send Authorization: Visitor with the visitor_token of an earlier answer, or a user_hash.");

    /// <summary>The 401 of a token that does not open this.</summary>
    public static Problem WrongToken => new(TokenInvalid, "The token has run out, or was given to another visitor. Send a user_hash to get a new one, or begin with a new visitor_id.");

    /// <summary>The 404 for an id that leads to no project, or to one of others.</summary>
    public static Problem NoSuchProject => new(ProjectNotFound, "No project has this id.");
}
