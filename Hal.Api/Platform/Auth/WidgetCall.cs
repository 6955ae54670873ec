using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Platform.Auth;

/// <summary>What the widget family has established about the present call. Filled by <see cref="WidgetBehavior{TRequest,TResponse}"/>, read by handlers.</summary>
public sealed class WidgetCall
{
    private Project? _project;
    private string? _visitorId;
    private bool _provesVisitor;
    private string? _provenUserId;
    private bool _isHashed;
    private string? _secretMark;
    private VisitorPass? _pass;
    private Met? _met;

    /// <summary>The project, with the settings that the call is judged by.</summary>
    public Project Project => _project ?? throw new InvalidOperationException("No widget call has been admitted.");

    /// <summary>The project's id.</summary>
    public ProjectId ProjectId => Project.Id;

    /// <summary>Whether the call carried a right <c>user_hash</c>, of its visitor's id or of its user id.</summary>
    public bool IsProven => _provesVisitor || _provenUserId is not null;

    /// <summary>Whether it was proven that the caller is its visitor, whoever that is.</summary>
    public bool ProvesVisitor => _provesVisitor;

    /// <summary>The user id that the caller has proven to have; null for none.</summary>
    public string? ProvenUserId => _provenUserId;

    /// <summary>Hal's id of the visitor that the caller holds a token of; null for none.</summary>
    public Guid? TokenVisitor => _pass?.Visitor;

    /// <summary>Hal's id of the visitor that the caller has shown to be by a token of its own, and not only by that of a person it was; null for none.</summary>
    public Guid? HeldVisitor => _pass is { ProvenUserId: null } own ? own.Visitor : null;

    /// <summary>Whether the call stands on a right <c>user_hash</c>, whatever token came with it.</summary>
    public bool IsHashed => _isHashed;

    /// <summary>When what the call stands on runs out, in UTC; null for a <c>user_hash</c>, which does not.</summary>
    public DateTime? TokenExpiresAt => _isHashed ? null : _pass?.IssuedAt + VisitorTokens.Lifetime;

    /// <summary>What identity needs and did not get (contract 4.1): null if the call may go on.</summary>
    /// <param name="carriesIdentity">Whether the call names or relies on somebody.</param>
    /// <param name="meetsVerified">Whether a contact that it names or acts through was verified before.</param>
    /// <param name="isProven">Whether it has proven what it has to: <see cref="IsProven"/>, or <see cref="SpeaksFor"/> where it acts through a contact.</param>
    public Problem? ProofMissing(bool carriesIdentity, bool meetsVerified, bool isProven) =>
        !isProven && (meetsVerified || (carriesIdentity && Project.IdentityVerificationRequired))
            ? new Problem(WidgetProblems.VerificationRequired, "Send a user_hash: this project or this contact wants identity to be proven.")
            : null;

    /// <summary>Whether the proof is the visitor's own, or that of the person it turned out to be. A proof of one person is none for another's visitor.</summary>
    /// <param name="contactUserId">The user id of the visitor's contact; null if it has none.</param>
    public bool SpeaksFor(string? contactUserId) => _provesVisitor || (_provenUserId is not null && _provenUserId == contactUserId);

    /// <summary>Whether the caller has shown to be the visitor itself: by a <c>user_hash</c> of its id, or by a token that is not only a person's.</summary>
    /// <param name="visitor">Hal's id of the visitor.</param>
    public bool Holds(Guid visitor) => _provesVisitor || HeldVisitor == visitor;

    /// <summary>Says which visitor the call turned out to be of, once that is stored: so its answer can carry a token (contract 4.7).</summary>
    /// <param name="visitor">Hal's id of the visitor.</param>
    /// <param name="isNew">Whether this call has made it.</param>
    /// <param name="contactUserId">The user id of its contact by now; null if it has none.</param>
    public void Meet(Guid visitor, bool isNew, string? contactUserId) => _met = new Met(visitor, isNew, contactUserId);

    internal void Admit(Project project) => (_project, _visitorId, _provesVisitor, _provenUserId, _isHashed, _pass, _met) = (project, null, false, null, false, null, null);

    /// <summary>Admits a visitor's call.</summary>
    /// <param name="project">The project.</param>
    /// <param name="visitorId">The caller's own id of the visitor.</param>
    /// <param name="hash">What a right <c>user_hash</c> has proven, and the mark of the secret it was made with; null if none was sent.</param>
    /// <param name="pass">A valid token of this visitor; null for none.</param>
    /// <param name="opensByToken">Whether the token stands for the proof it was given on. Only what is told by proof is opened by it: to say who somebody is takes a <c>user_hash</c>.</param>
    internal void Admit(Project project, string? visitorId, (bool ProvesVisitor, string? UserId, string SecretMark)? hash, VisitorPass? pass, bool opensByToken)
    {
        var proof = hash is { } shown ? (shown.ProvesVisitor, shown.UserId) : opensByToken && pass is not null ? (pass.ProvesVisitor, pass.ProvenUserId) : (false, null);
        _secretMark = hash?.SecretMark;
        (_project, _visitorId, _isHashed, _pass, _met) = (project, visitorId, hash is not null, pass, null);
        (_provesVisitor, _provenUserId) = proof;
    }

    /// <summary>What the answer's token has to say: it makes a visitor, stands on a right <c>user_hash</c>, or renews an old token.</summary>
    /// <param name="oldBefore">A token that was given before this is old.</param>
    internal VisitorPass? PassDue(DateTime oldBefore)
    {
        if (_met is not { } met || _visitorId is null)
            return null;

        if (_isHashed && SpeaksFor(met.ContactUserId))
            return new VisitorPass(ProjectId.Value, met.Visitor, _visitorId, _provesVisitor, _provesVisitor ? null : _provenUserId) { SecretMark = _secretMark };

        if (met.IsNew)
            return new VisitorPass(ProjectId.Value, met.Visitor, _visitorId, false, null);

        return _pass is { } pass && pass.Visitor == met.Visitor && pass.IssuedAt < oldBefore ? pass : null;
    }

    private sealed record Met(Guid Visitor, bool IsNew, string? ContactUserId);
}
