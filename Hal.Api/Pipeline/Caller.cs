using Hal.Api.Domain.History;
using Hal.Api.Domain.ProjectIds;

namespace Hal.Api.Pipeline;

/// <summary>
/// The caller in any family: what the pipeline after the family behavior needs to know. Filled by the family behaviors.
/// </summary>
public sealed class Caller
{
    /// <summary>
    /// The family of the call: <see cref="ChangeOrigin.AccountSource"/> or <see cref="ChangeOrigin.V1Source"/>; null in the widget family.
    /// </summary>
    public string? Source { get; private set; }

    /// <summary>The member or key that calls; null while unknown, as before a sign-up.</summary>
    public string? Actor { get; private set; }

    /// <summary>The caller's workspace; null while unknown.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>The project the call is about; null for none.</summary>
    public Guid? Project { get; private set; }

    /// <summary>The visitor whose calls run one after another; null in other families.</summary>
    public (ProjectId Project, string VisitorId)? Turn { get; private set; }

    /// <summary>
    /// The owner whose other writers wait while a call that keeps losing its races runs: the project, else the workspace.
    /// </summary>
    public Guid? Owner => Project ?? AccountId;

    /// <summary>Records who an open request acts for, once that is known: who signed up, signed in or joined.</summary>
    /// <param name="accountId">The workspace.</param>
    /// <param name="memberId">The member.</param>
    public void ActAs(Guid accountId, Guid memberId) => (AccountId, Actor) = (accountId, ChangeOrigin.MemberActor(memberId));

    internal void Enter(string source, string? actor, Guid? accountId, Guid? project) =>
        (Source, Actor, AccountId, Project) = (source, actor, accountId, project);

    internal void Enter(ProjectId project, string? visitorId) =>
        (Project, Turn) = (project.Value, visitorId is null ? null : (project, visitorId));
}
