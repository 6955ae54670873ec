namespace Hal.Api.Domain.Members;

/// <summary>A signed-in member, as of one version of its workspace (contract 5).</summary>
/// <param name="SessionId">The sign-in that the access token belongs to.</param>
/// <param name="Id">The member's id.</param>
/// <param name="AccountId">The workspace.</param>
/// <param name="AccountVersion">Moves with each change of a member, of the workspace or of its set of projects.</param>
/// <param name="CompanyName">The workspace's name.</param>
/// <param name="Email">The address it signs in with.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Projects">The workspace's projects, oldest first.</param>
public sealed record Member(
    Guid SessionId,
    Guid Id,
    Guid AccountId,
    long AccountVersion,
    string CompanyName,
    string Email,
    string? Name,
    Role Role,
    IReadOnlyList<Guid> Projects
);
