using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Projects;

/// <summary>Reads a project with its stages.</summary>
public static class ProjectReader
{
    private const string Sql = """
        select id, version, name, default_locale, primary_color, greeting, allowed_origins, stage_update_mode,
            identity_verification_required,
               help_center_enabled, identity_secret, previous_identity_secret, previous_secret_valid_until, account_id, created_at
        from projects
        where id = $1 and deleted_at is null
        """;

    /// <summary>The rows of a project, or null if there is none with this id.</summary>
    /// <param name="id">The requested id.</param>
    public static async Task<(ProjectRow Project, IReadOnlyList<StageRow> Stages)?> ReadAsync(Database database, Guid id)
    {
        var read = new SqlRead();
        var project = read.One<ProjectRow>(Sql, id);
        var stages = read.List<StageRow>(StageRow.OfProject, id);
        await database.ReadAsync(read);
        return project.Value is { } found ? (found, stages.Value) : null;
    }
}

/// <summary>A row of <c>projects</c>.</summary>
public sealed record ProjectRow(
    Guid Id,
    long Version,
    string Name,
    string DefaultLocale,
    string PrimaryColor,
    string? Greeting,
    string[] AllowedOrigins,
    string StageUpdateMode,
    bool IdentityVerificationRequired,
    bool HelpCenterEnabled,
    string IdentitySecret,
    string? PreviousIdentitySecret,
    DateTime? PreviousSecretValidUntil,
    Guid AccountId,
    DateTime CreatedAt
);
