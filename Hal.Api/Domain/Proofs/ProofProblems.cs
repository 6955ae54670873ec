using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Proofs;

/// <summary>What can be wrong with the proof of a widget call (contract 4.1, 4.7).</summary>
public static class ProofProblems
{
    /// <summary>A <c>user_hash</c> was given and is wrong.</summary>
    public static readonly ProblemCode VerificationFailed = new(401, "identity_verification_failed", "The user_hash is wrong");

    /// <summary>A <c>user_hash</c> is needed and was not given.</summary>
    public static readonly ProblemCode VerificationRequired = new(401, "identity_verification_required", "The identity has to be proven");

    /// <summary>A conversation route was called without a token and without a <c>user_hash</c> that is good for the visitor.</summary>
    public static readonly ProblemCode ProofRequired = new(401, "visitor_proof_required", "Show that you are this visitor");

    /// <summary>The visitor's token has expired, was changed, or belongs to another visitor or project.</summary>
    public static readonly ProblemCode TokenInvalid = new(401, "visitor_token_invalid", "The visitor token is not valid");

    /// <summary>The 401 of a call that carries identity and proves none.</summary>
    public static Problem NotVerified =>
        new(VerificationRequired, "Send a user_hash: this project or this contact wants identity to be proven.");

    /// <summary>The 401 of a wrong <c>user_hash</c>.</summary>
    public static Problem WrongHash => new(VerificationFailed, "The user_hash does not belong to this visitor or user.");

    /// <summary>The 401 without any proof; the same whether there is such a visitor or not.</summary>
    public static Problem NoProof =>
        new(ProofRequired, "Send Authorization: Visitor with the visitor_token of an earlier answer, or a user_hash.");

    /// <summary>The 401 of a token that is not good for this visitor.</summary>
    public static Problem WrongToken =>
        new(
            TokenInvalid,
            "The token has run out, or was given to another visitor. Send a user_hash to get a new one, or begin with a new visitor_id."
        );
}
