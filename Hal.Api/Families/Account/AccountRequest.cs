using Hal.Api.Domain.Members;

namespace Hal.Api.Families.Account;

/// <summary>The account family's marker: a signed-in member's request (contract 5).</summary>
public interface IMemberRequest
{
    /// <summary>The lowest role that may send it.</summary>
    static abstract Role Needs { get; }
}

/// <summary>
/// A member's request about one project: the one it names, else the one that <c>X-Project-Id</c> or <c>project_id</c> chooses, else the
/// workspace's only one.
/// </summary>
public interface IProjectRequest : IMemberRequest
{
    /// <summary>The project's id where the route itself names it; null elsewhere.</summary>
    string? NamedProject => null;
}
