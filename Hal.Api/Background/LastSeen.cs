using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Npgsql;

namespace Hal.Api.Background;

/// <summary>
/// Writes in the background when visitors were last seen: a call that changes nothing else costs one read and no write (contract 4.2).
/// </summary>
public sealed partial class LastSeen(Lazy<NpgsqlDataSource> source, ILogger<LastSeen> logger, TimeProvider time)
    : WriteBehind<(Guid Project, Guid Visitor), DateTime>(source, time)
{
    // Locks rows in a fixed order, so that two instances do not deadlock.
    private const string Sql = """
        with seen as (
            select v.project_id, v.id, s.at
            from unnest($1, $2, $3) s (project_id, id, at)
            join visitors v on v.project_id = s.project_id and v.id = s.id
            where v.last_seen_at < s.at
            order by v.project_id, v.id
            for no key update of v)
        update visitors v
        set last_seen_at = seen.at
        from seen
        where v.project_id = seen.project_id and v.id = seen.id
        """;

    /// <summary>Notes that a visitor was seen just now.</summary>
    /// <param name="visitor">Hal's id of the visitor.</param>
    public void Note(ProjectId project, Guid visitor) => Note((project.Value, visitor), Time.UtcNow());

    /// <inheritdoc/>
    protected override DateTime Join(DateTime one, DateTime other) => one > other ? one : other;

    /// <inheritdoc/>
    protected override SqlBatch Statement(IReadOnlyDictionary<(Guid Project, Guid Visitor), DateTime> noted) =>
        new SqlBatch().Add(
            Sql,
            noted.Keys.Select(k => k.Project).ToArray(),
            noted.Keys.Select(k => k.Visitor).ToArray(),
            noted.Values.ToArray()
        );

    /// <inheritdoc/>
    protected override void Complain(int count, string reason) => Log.NotWritten(logger, count, reason);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "When {Count} visitors were last seen could not be written, and is tried again: {Reason}")]
        public static partial void NotWritten(ILogger logger, int count, string reason);
    }
}
