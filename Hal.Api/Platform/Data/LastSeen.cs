using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Http;
using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>
/// Writes when visitors were last seen, beside the requests: a call that changes nothing else costs one read and no write (contract 4.2). What was noted
/// is written every two seconds and when the service stops.
/// </summary>
public sealed partial class LastSeen(Lazy<NpgsqlDataSource> source, ILogger<LastSeen> logger, TimeProvider time) : BackgroundService
{
    // Rows in one order, so that two instances do not lock each other out.
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

    private const int MaxNoted = 100_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Dictionary<(Guid Project, Guid Visitor), DateTime> _noted = [];

    /// <summary>Notes that a visitor was seen just now.</summary>
    /// <param name="project">The project.</param>
    /// <param name="visitor">Hal's id of the visitor.</param>
    public void Note(ProjectId project, Guid visitor)
    {
        var now = time.UtcNow();
        lock (_gate)
        {
            // While the database is away this must not grow without end.
            if (_noted.Count < MaxNoted)
                _noted[(project.Value, visitor)] = now;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            await FlushAsync();
        }
    }

    private async Task FlushAsync()
    {
        Dictionary<(Guid Project, Guid Visitor), DateTime> batch;
        lock (_gate)
            (batch, _noted) = (_noted, []);

        if (batch.Count == 0)
            return;

        try
        {
            await using var connection = await source.Value.OpenConnectionAsync();
            await using var command = new NpgsqlBatch(connection);
            new SqlBatch().Add(Sql, batch.Keys.Select(k => k.Project).ToArray(), batch.Keys.Select(k => k.Visitor).ToArray(), batch.Values.ToArray()).AppendTo(command);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException e)
        {
            Log.NotWritten(logger, batch.Count, e.Message);
            lock (_gate)
            {
                foreach (var (key, at) in batch)
                    _noted.TryAdd(key, at);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "When {Count} visitors were last seen could not be written, and is tried again: {Reason}")]
        public static partial void NotWritten(ILogger logger, int count, string reason);
    }
}
