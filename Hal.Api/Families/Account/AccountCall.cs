using Hal.Api.Domain.History;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;

namespace Hal.Api.Families.Account;

/// <summary>
/// What the account family has established about the call. Filled by <see cref="MemberBehavior{TRequest,TResponse}"/>, read by
/// handlers.
/// </summary>
public sealed class AccountCall
{
    private Member? _member;
    private Project? _project;

    /// <summary>The member who calls.</summary>
    public Member Member => _member ?? throw new InvalidOperationException("No member's call has been admitted.");

    /// <summary>The project the call is about, with its settings and stages.</summary>
    public Project Project => _project ?? throw new InvalidOperationException("No call about a project has been admitted.");

    /// <summary>The project's id.</summary>
    public ProjectId ProjectId => Project.Id;

    /// <summary>The origin of a change, for the history.</summary>
    public ChangeOrigin Origin(DateTime now) => new(ChangeOrigin.AccountSource, ChangeOrigin.MemberActor(Member.Id), now);

    internal void Admit(Member member, Project? project) => (_member, _project) = (member, project);
}
