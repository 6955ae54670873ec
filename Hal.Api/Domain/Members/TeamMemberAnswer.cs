using System.Text.Json.Serialization;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Members;

/// <summary>A member as the others of its workspace see it (contract 5).</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Email">The address it signs in with.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">agent, admin or owner.</param>
/// <param name="CreatedAt">When it joined.</param>
/// <param name="Version">Moves with each change; the ETag.</param>
public sealed record TeamMemberAnswer(
    Guid Id,
    string Email,
    string? Name,
    [property: SchemaEnum(RoleText.Agent, RoleText.Admin, RoleText.Owner)] string Role,
    DateTime CreatedAt,
    [property: JsonIgnore] long Version
)
{
    /// <summary>The columns in the constructor's order.</summary>
    public const string Columns = "id, email, name, role, created_at, version";

    /// <summary>Reads member <c>$2</c> of workspace <c>$1</c>.</summary>
    public const string Find = $"select {Columns} from members where account_id = $1 and id = $2";
}
