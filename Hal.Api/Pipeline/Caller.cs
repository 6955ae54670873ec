using Hal.Api.Domain.History;
using Hal.Api.Domain.Projects;

namespace Hal.Api.Pipeline;

/// <summary>
/// Who makes the present call, whichever its family: what the pipeline behind the family behavior has to know. Filled by the family
/// behaviors.
/// </summary>
public sealed class Caller
{
    /// <summary>
    /// The family: <see cref="ChangeOrigin.AccountSource"/> or <see cref="ChangeOrigin.V1Source"/>; null in the widget's.
    /// </summary>
    public string? Source { get; private set; }

    /// <summary>Which member or key calls; null while nobody is known, as before a sign-up.</summary>
    public string? Actor { get; private set; }

    /// <summary>The workspace that is acted in; null while none is known.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>The project the call is about; null for none.</summary>
    public Guid? Project { get; private set; }

    /// <summary>The visitor whose calls take turns; null in other families.</summary>
    public (ProjectId Project, string VisitorId)? Turn { get; private set; }

    /// <summary>Whose other writers a call that keeps losing its races holds off: its project's, else its workspace's.</summary>
    public Guid? Owner => Project ?? AccountId;

    /// <summary>Says in whose name an open request turned out to act: who signed up, signed in or joined.</summary>
    /// <param name="accountId">The workspace.</param>
    /// <param name="memberId">The member.</param>
    public void ActAs(Guid accountId, Guid memberId) => (AccountId, Actor) = (accountId, ChangeOrigin.MemberActor(memberId));

    internal void Enter(string source, string? actor, Guid? accountId, Guid? project) =>
        (Source, Actor, AccountId, Project) = (source, actor, accountId, project);

    internal void Enter(ProjectId project, string? visitorId) =>
        (Project, Turn) = (project.Value, visitorId is null ? null : (project, visitorId));
}
