using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Proofs;

/// <summary>
/// What a widget call has proven about its caller (contract 4.1, 4.7). The widget family makes it, and rules judge by it.
/// </summary>
public sealed record CallerProof
{
    /// <summary>Nothing is proven, and the project does not require it.</summary>
    public static readonly CallerProof None = new();

    /// <summary>Whether the project requires a proof of every call that carries identity (contract 4.1).</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the call carried a right <c>user_hash</c>.</summary>
    public bool IsHashed { get; init; }

    /// <summary>Whether it is proven that the caller is its visitor.</summary>
    public bool ProvesVisitor { get; init; }

    /// <summary>The user id that the caller has proven to be its own; null for none.</summary>
    public string? UserId { get; init; }

    /// <summary>Hal's id of the visitor whose token the caller holds; null without a token.</summary>
    public Guid? TokenVisitor { get; init; }

    /// <summary>
    /// Hal's id of the visitor that the caller is by its token; null without a token, and for a token that only stands for a user.
    /// </summary>
    public Guid? HeldVisitor { get; init; }

    /// <summary>Whether the caller has proven to be its visitor or some user.</summary>
    public bool IsProven => ProvesVisitor || UserId is not null;

    /// <summary>
    /// Whether the proof is good for a visitor: that of the visitor itself, or of the user it belongs to. One user's proof is not good for
    /// another user's visitor.
    /// </summary>
    /// <param name="contactUserId">The user id of the visitor's contact; null if it has none.</param>
    public bool SpeaksFor(string? contactUserId) => ProvesVisitor || (UserId is not null && UserId == contactUserId);

    /// <summary>
    /// Whether the caller has shown to be the visitor itself: by a <c>user_hash</c> of its id, or by a token that does not only stand for a
    /// user.
    /// </summary>
    /// <param name="visitor">Hal's id of the visitor.</param>
    public bool Holds(Guid visitor) => ProvesVisitor || HeldVisitor == visitor;

    /// <summary>The 401 of a call that needs a proof and has none; null if the call may go on (contract 4.1).</summary>
    /// <param name="carriesIdentity">Whether the call names somebody, or acts through somebody.</param>
    /// <param name="meetsVerified">Whether a contact that it names or acts through is verified.</param>
    /// <param name="isProven">Whether the call has proven what it has to: <see cref="IsProven"/>, or <see cref="SpeaksFor"/> where it acts
    /// through a contact.</param>
    public Problem? Missing(bool carriesIdentity, bool meetsVerified, bool isProven) =>
        !isProven && (meetsVerified || (carriesIdentity && IsRequired)) ? ProofProblems.NotVerified : null;
}
