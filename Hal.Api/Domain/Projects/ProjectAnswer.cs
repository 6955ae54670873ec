using System.Text.Json.Serialization;

namespace Hal.Api.Domain.Projects;

/// <summary>A project as the account family answers it (contract 5).</summary>
/// <param name="Id">Hal's id: what a widget sends as <c>project_id</c>.</param>
/// <param name="Name">The name shown to visitors.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Version">Moves with each change; the ETag.</param>
public sealed record ProjectAnswer(Guid Id, string Name, DateTime CreatedAt, [property: JsonIgnore] long Version)
{
    /// <summary>The columns in the constructor's order.</summary>
    public const string Columns = "id, name, created_at, version";

    /// <summary>A project as it is remembered.</summary>
    public static ProjectAnswer Of(Project project)
    {
        return new(project.Id.Value, project.Name, project.CreatedAt, project.Version);
    }
}
