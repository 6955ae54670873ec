using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Projects;

/// <summary>Writes projects. Each write is decided on a version and moves it by one, which tells every instance (contract 5).</summary>
public static class ProjectWrites
{
    /// <summary>How long the identity secret before a rotation still proves an identity (contract 4.1).</summary>
    public static readonly TimeSpan PreviousSecretLifetime = TimeSpan.FromHours(24);

    private const string Update = """
        with written as (
            update projects
            set name = $3, default_locale = $4, primary_color = $5, greeting = $6, allowed_origins = $7, stage_update_mode = $8,
                identity_verification_required = $9, help_center_enabled = $10
            where id = $1 and version = $2 and deleted_at is null
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    private const string MarkDeleted = """
        with written as (
            update projects set deleted_at = $3 where id = $1 and version = $2 and deleted_at is null
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    private const string ReplaceSecret = """
        with written as (
            update projects
            set identity_secret = $3, previous_identity_secret = identity_secret, previous_secret_valid_until = $4
            where id = $1 and version = $2 and deleted_at is null
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    /// <summary>Changes the settings, the name included.</summary>
    /// <param name="before">The project as it was read.</param>
    /// <param name="after">The settings after the change.</param>
    public static void Save(SqlBatch batch, ProjectRow before, SettingsAnswer after)
    {
        batch.Add(
            Update,
            before.Id,
            before.Version,
            after.Name,
            after.DefaultLocale,
            after.PrimaryColor,
            after.Greeting,
            after.AllowedOrigins.ToArray(),
            after.StageUpdateMode,
            after.IdentityVerificationRequired,
            after.HelpCenterEnabled
        );
    }

    /// <summary>Deletes a project: it is gone for everybody at once, and a job beside the requests clears its rows away.</summary>
    /// <param name="before">The project as it was read.</param>
    public static void Delete(SqlBatch batch, ProjectRow before, DateTime now)
    {
        batch.Add(MarkDeleted, before.Id, before.Version, now);
    }

    /// <summary>
    /// Gives the project a new identity secret. The present secret stays valid for a day; the one before it stops being valid
    /// at once.
    /// </summary>
    /// <param name="before">The project as it was read.</param>
    /// <param name="secret">The new secret.</param>
    /// <returns>The time until which the present secret is accepted.</returns>
    public static DateTime Rotate(SqlBatch batch, ProjectRow before, string secret, DateTime now)
    {
        var until = now + PreviousSecretLifetime;
        batch.Add(ReplaceSecret, before.Id, before.Version, secret, until);
        return until;
    }
}
