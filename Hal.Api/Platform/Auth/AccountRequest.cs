using Hal.Api.Domain.Members;

namespace Hal.Api.Platform.Auth;

/// <summary>The account family's marker (contract 5). A request is either a member's or open.</summary>
public interface IAccountRequest;

/// <summary>An account request without a session: what it carries is its credential, such as a password or an invitation's token (contract 1).</summary>
public interface IOpenRequest : IAccountRequest
{
    /// <summary>Whose tries are counted together with the client's address; null where a guess is hopeless.</summary>
    string? LimitedBy { get; }
}

/// <summary>A signed-in member's request.</summary>
public interface IMemberRequest : IAccountRequest
{
    /// <summary>The least role that may send it.</summary>
    static abstract Role Needs { get; }
}

/// <summary>A member's request about one project: the one it names, else the one that <c>X-Project-Id</c> or <c>project_id</c> chooses, else the workspace's only one.</summary>
public interface IProjectRequest : IMemberRequest
{
    /// <summary>The project's id where the route itself names it; null elsewhere.</summary>
    string? NamedProject => null;
}
