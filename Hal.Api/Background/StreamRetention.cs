using Hal.Api.Domain.Streams;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Npgsql;

namespace Hal.Api.Background;

/// <summary>
/// Deletes stream events every ten minutes, once they are too old to resume from. Several instances may do so at once.
/// </summary>
public sealed partial class StreamRetention(Lazy<NpgsqlDataSource> source, ILogger<StreamRetention> logger, TimeProvider time)
    : BackgroundService
{
    private const int MaxRows = 5_000;

    // Walks the index project by project, and skips rows that another instance has locked.
    private const string Sql = """
        with recursive known as (
            (select e.project_id from stream_events e order by e.project_id limit 1)
            union all
            select (select e.project_id from stream_events e where e.project_id > k.project_id order by e.project_id limit 1)
            from known k
            where k.project_id is not null),
        old as (
            select o.project_id, o.id
            from known k
            cross join lateral (select e.project_id, e.id from stream_events e where e.project_id = k.project_id and e.at < $1
                limit $2 for update skip locked) o
            limit $2)
        delete from stream_events e
        using old
        where e.project_id = old.project_id and e.id = old.id
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // The clocks of instances may differ, and a row's time is slightly earlier than its commit.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do await SweepAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The next start continues.
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            await using var connection = await source.Value.OpenConnectionAsync(stopping);
            int deleted;
            do
            {
                await using var command = new NpgsqlBatch(connection);
                new SqlBatch().Add(Sql, time.UtcNow() - StreamPosition.Kept - Grace, MaxRows).AppendTo(command);
                deleted = await command.ExecuteNonQueryAsync(stopping);
            } while (deleted == MaxRows);
        }
        catch (NpgsqlException e)
        {
            Log.NotSwept(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What streams are done with could not be deleted, and is tried again: {Reason}")]
        public static partial void NotSwept(ILogger logger, string reason);
    }
}
