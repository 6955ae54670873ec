using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Npgsql;

namespace Hal.Api.Background;

/// <summary>
/// Writes in the background when API keys were last used, at most once a minute for each key, whatever the number of instances
/// (contract 5).
/// </summary>
public sealed partial class KeyUse(Lazy<NpgsqlDataSource> source, ILogger<KeyUse> logger, TimeProvider time)
    : WriteBehind<(Guid Project, Guid Key), DateTime>(source, time)
{
    // Locks rows in a fixed order, so that two instances do not deadlock. The second one finds the minute already recorded.
    private const string Sql = """
        with used as (
            select k.project_id, k.id, u.at
            from unnest($1, $2, $3) u (project_id, id, at)
            join api_keys k on k.project_id = u.project_id and k.id = u.id
            where k.last_used_at is null or k.last_used_at < u.at - interval '1 minute'
            order by k.project_id, k.id
            for no key update of k)
        update api_keys k
        set last_used_at = used.at
        from used
        where k.project_id = used.project_id and k.id = used.id
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    // A busy key costs one statement a minute, not one every two seconds.
    private Dictionary<(Guid Project, Guid Key), DateTime> _recent = [];

    /// <summary>Notes that a key was used just now.</summary>
    /// <param name="project">The key's project.</param>
    /// <param name="key">The key's id.</param>
    public void Note(ProjectId project, Guid key)
    {
        var (used, now) = ((project.Value, key), Time.UtcNow());
        lock (_gate)
        {
            if (_recent.Count >= MaxNoted || (_recent.TryGetValue(used, out var last) && now <= last + Pause))
                return;

            _recent[used] = now;
        }

        Note(used, now);
    }

    /// <inheritdoc/>
    protected override DateTime Join(DateTime one, DateTime other) => one > other ? one : other;

    /// <inheritdoc/>
    protected override SqlBatch Statement(IReadOnlyDictionary<(Guid Project, Guid Key), DateTime> noted) =>
        new SqlBatch().Add(
            Sql,
            noted.Keys.Select(k => k.Project).ToArray(),
            noted.Keys.Select(k => k.Key).ToArray(),
            noted.Values.ToArray()
        );

    /// <inheritdoc/>
    protected override void Complain(int count, string reason) => Log.NotWritten(logger, count, reason);

    /// <inheritdoc/>
    protected override void Tick()
    {
        var now = Time.UtcNow();
        lock (_gate)
            _recent = _recent.Where(used => now <= used.Value + Pause).ToDictionary();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "When {Count} API keys were last used could not be written, and is tried again: {Reason}")]
        public static partial void NotWritten(ILogger logger, int count, string reason);
    }
}
