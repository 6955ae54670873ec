using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Platform.Auth;

/// <summary>What the widget family has established about the present call. Filled by <see cref="WidgetBehavior{TRequest,TResponse}"/>, read by handlers.</summary>
public sealed class WidgetCall
{
    private Project? _project;
    private bool _provesVisitor;
    private string? _provenUserId;

    /// <summary>The project, with the settings that the call is judged by.</summary>
    public Project Project => _project ?? throw new InvalidOperationException("No widget call has been admitted.");

    /// <summary>The project's id.</summary>
    public ProjectId ProjectId => Project.Id;

    /// <summary>Whether the call carried a right <c>user_hash</c>, of its visitor's id or of its user id.</summary>
    public bool IsProven => _provesVisitor || _provenUserId is not null;

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

    internal void Admit(Project project, bool provesVisitor = false, string? provenUserId = null) =>
        (_project, _provesVisitor, _provenUserId) = (project, provesVisitor, provenUserId);
}
