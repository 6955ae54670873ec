using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Data;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Families;

/// <summary>
/// Projects as last read by this instance. A remembered project may be outdated: each call's first read compares its version (<see
/// cref="GuardOf"/>), and
/// <see cref="GuardedCall"/> reads it anew if it has changed.
/// </summary>
public sealed class ProjectStore : IDisposable
{
    private const int MaxProjects = 10_000;

    private const string Version = "select version from projects where id = $1";

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxProjects });

    /// <summary>The project with this id, or null. Unknown ids are not remembered.</summary>
    /// <param name="id">The id that the caller sent.</param>
    public ValueTask<Project?> FindAsync(Guid id, Database database) =>
        _known.TryGetValue(id, out Project? project) ? ValueTask.FromResult(project) : new(ReadAsync(id, database));

    /// <summary>Forgets the project, so that it is read again the next time.</summary>
    /// <param name="id">The project's id.</param>
    public void Forget(Guid id) => _known.Remove(id);

    /// <summary>Compares a remembered project with what is stored.</summary>
    /// <param name="project">The project as remembered.</param>
    public static ReadGuard GuardOf(Project project) =>
        new(read =>
        {
            var version = read.One<long?>(Version, project.Id.Value);
            return () => version.Value == project.Version;
        });

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private async Task<Project?> ReadAsync(Guid id, Database database)
    {
        if (await ProjectReader.ReadAsync(database, id) is not var (row, stages))
            return null;

        var project = new Project
        {
            Id = ProjectId.Trust(row.Id),
            Version = row.Version,
            AccountId = row.AccountId,
            CreatedAt = row.CreatedAt,
            Name = row.Name,
            DefaultLocale = row.DefaultLocale,
            PrimaryColor = row.PrimaryColor,
            Greeting = row.Greeting,
            AllowedOrigins = row.AllowedOrigins,
            StageUpdateMode = StageText.Mode(row.StageUpdateMode) ?? StageUpdateMode.AdvanceOnly,
            IdentityVerificationRequired = row.IdentityVerificationRequired,
            HelpCenterEnabled = row.HelpCenterEnabled,
            IdentitySecret = row.IdentitySecret,
            PreviousIdentitySecret = row.PreviousIdentitySecret,
            PreviousSecretValidUntil = row.PreviousSecretValidUntil,
            Stages = new StageList(stages.Select(s => s.ToStage())),
        };
        return _known.Set(id, project, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = IdleTime });
    }
}
