using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Members;

/// <summary>The signed-in member, with its workspace (contract 5).</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Email">The address it signs in with.</param>
/// <param name="Name">The name.</param>
/// <param name="CompanyName">The workspace's name.</param>
/// <param name="Role">agent, admin or owner.</param>
public sealed record MemberAnswer(
    Guid Id,
    string Email,
    string? Name,
    string CompanyName,
    [property: SchemaEnum(RoleText.Agent, RoleText.Admin, RoleText.Owner)] string Role
);
