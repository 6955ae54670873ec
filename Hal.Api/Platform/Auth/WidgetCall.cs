using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Platform.Auth;

/// <summary>What the widget family has established about the present call. Filled by <see cref="WidgetBehavior{TRequest,TResponse}"/>, read by handlers.</summary>
public sealed class WidgetCall
{
    private Project? _project;

    /// <summary>The project, with the settings that the call is judged by.</summary>
    public Project Project => _project ?? throw new InvalidOperationException("No widget call has been admitted.");

    /// <summary>The project's id.</summary>
    public ProjectId ProjectId => Project.Id;

    /// <summary>Whether the call carried a right <c>user_hash</c>.</summary>
    public bool IsProven { get; private set; }

    /// <summary>What identity needs and did not get (contract 4.1): null if the call may go on.</summary>
    /// <param name="carriesIdentity">Whether the call names or relies on somebody.</param>
    /// <param name="meetsVerified">Whether a contact that it names or acts through was verified before.</param>
    public Problem? ProofMissing(bool carriesIdentity, bool meetsVerified) =>
        !IsProven && (meetsVerified || (carriesIdentity && Project.IdentityVerificationRequired))
            ? new Problem(WidgetProblems.VerificationRequired, "Send a user_hash: this project or this contact wants identity to be proven.")
            : null;

    internal void Admit(Project project, bool isProven) => (_project, IsProven) = (project, isProven);
}
