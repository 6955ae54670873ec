using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Data;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Platform.Auth;

/// <summary>
/// Projects as last read by this instance. A remembered project may be outdated: each read that relies on it compares its version
/// (<see cref="Session.ReadFactsAsync"/>), and <see cref="StaleFactsException"/> brings the call back here.
/// </summary>
public sealed class ProjectStore : IDisposable
{
    private const int MaxProjects = 10_000;

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxProjects });

    /// <summary>The project with this id, or null. Ids that lead nowhere are not remembered.</summary>
    /// <param name="id">The id that the caller sent.</param>
    /// <param name="session">The way to the database.</param>
    public ValueTask<Project?> FindAsync(Guid id, Session session) =>
        _known.TryGetValue(id, out Project? project) ? ValueTask.FromResult(project) : new(ReadAsync(id, session));

    /// <summary>Reads the project anew the next time.</summary>
    /// <param name="id">The project's id.</param>
    public void Forget(Guid id) => _known.Remove(id);

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private async Task<Project?> ReadAsync(Guid id, Session session)
    {
        if (await ProjectReader.ReadAsync(session, id) is not var (row, stages))
            return null;

        var project = new Project
        {
            Id = ProjectId.Vouch(row.Id),
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
            Pipeline = new Domain.Stages.Pipeline(stages.Select(s => new Stage(s.Id, s.Name, s.Position, StageText.Type(s.Type)))),
        };
        return _known.Set(id, project, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = IdleTime });
    }
}
