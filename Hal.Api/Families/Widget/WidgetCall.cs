using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Proofs;

namespace Hal.Api.Families.Widget;

/// <summary>
/// What the widget family has established about the call. Filled by <see cref="WidgetBehavior{TRequest,TResponse}"/>, read by
/// handlers.
/// </summary>
public sealed class WidgetCall
{
    private Project? _project;
    private string? _visitorId;
    private string? _secretMark;
    private VisitorClaims? _token;
    private StoredVisitor? _visitor;

    /// <summary>The project, with the settings that the call is judged by.</summary>
    public Project Project => _project ?? throw new InvalidOperationException("No widget call has been admitted.");

    /// <summary>The project's id.</summary>
    public ProjectId ProjectId => Project.Id;

    /// <summary>What the caller has proven.</summary>
    public CallerProof Proof { get; private set; } = CallerProof.None;

    /// <summary>When what the call is admitted by expires, in UTC; null for a <c>user_hash</c>, which does not.</summary>
    public DateTime? TokenExpiresAt => Proof.IsHashed ? null : _token?.IssuedAt + VisitorTokens.Lifetime;

    /// <summary>Records the call's visitor once it is known, so that the answer can carry a token (contract 4.7).</summary>
    /// <param name="visitor">Hal's id of the visitor.</param>
    /// <param name="isNew">Whether this call creates it.</param>
    /// <param name="contactUserId">The user id of its contact after this call; null if it has none.</param>
    public void RecordVisitor(Guid visitor, bool isNew, string? contactUserId) =>
        _visitor = new StoredVisitor(visitor, isNew, contactUserId);

    /// <summary>Admits a call that is about no visitor.</summary>
    internal void Admit(Project project) => Admit(project, null, CallerProof.None, null, null);

    /// <summary>Admits a visitor's call.</summary>
    /// <param name="visitorId">The caller's own id of the visitor.</param>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="secretMark">The mark of the secret that a right <c>user_hash</c> was made with; null if none was sent.</param>
    /// <param name="token">A valid token of this visitor; null for none.</param>
    internal void Admit(Project project, string? visitorId, CallerProof proof, string? secretMark, VisitorClaims? token) =>
        (_project, _visitorId, Proof, _secretMark, _token, _visitor) = (project, visitorId, proof, secretMark, token, null);

    /// <summary>
    /// The content of the token that the answer must carry. A token is due when the call creates a visitor, carries a right
    /// <c>user_hash</c>, or comes with an old token. Null if none is due.
    /// </summary>
    /// <param name="oldBefore">A token issued before this is old.</param>
    internal VisitorClaims? TokenDue(DateTime oldBefore)
    {
        if (_visitor is not { } visitor || _visitorId is null)
            return null;

        if (Proof.IsHashed && Proof.SpeaksFor(visitor.ContactUserId))
            return new VisitorClaims(
                ProjectId.Value,
                visitor.Id,
                _visitorId,
                Proof.ProvesVisitor,
                Proof.ProvesVisitor ? null : Proof.UserId
            )
            {
                SecretMark = _secretMark,
            };

        if (visitor.IsNew)
            return new VisitorClaims(ProjectId.Value, visitor.Id, _visitorId, false, null);

        return _token is { } token && token.Visitor == visitor.Id && token.IssuedAt < oldBefore ? token : null;
    }

    private sealed record StoredVisitor(Guid Id, bool IsNew, string? ContactUserId);
}
