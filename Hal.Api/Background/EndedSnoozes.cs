using Hal.Api.Domain.Notices;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Npgsql;

namespace Hal.Api.Background;

/// <summary>
/// Opens snoozed conversations in the background, within a second or two of their time (contract 5). Any number of instances may do so
/// at once: one of them locks a row, opens it and notifies listeners, and a change by a member or visitor in the meantime is kept. Until
/// then lists, ETags and streams all show the stored state.
/// </summary>
public sealed partial class EndedSnoozes(
    Lazy<NpgsqlDataSource> source,
    DatabaseLocation location,
    ILogger<EndedSnoozes> logger,
    TimeProvider time
) : BackgroundService
{
    // One statement, so that conversations are opened and listeners notified together.
    internal const string Sql = $"""
        with due as (
            select project_id, id
            from conversations
            where status = 'snoozed' and snoozed_until <= $1
            order by project_id, id
            limit $2
            for update skip locked
        ), woken as (
            update conversations c
            set status = 'open', snoozed_until = null, updated_at = greatest(c.updated_at, $1), version = c.version + 1
            from due
            where c.project_id = due.project_id and c.id = due.id and c.status = 'snoozed' and c.snoozed_until <= $1
            returning c.project_id, c.id
        ), told as (
            insert into stream_events (project_id, id, kind, conversation_id, at)
            select project_id, uuid_v7($1), '{StreamNotices.ConversationUpdatedKind}', id, $1 from woken
            returning project_id
        ), notified as (
            select count({StreamNotices.NotifyP}) as projects
            from (select distinct project_id from told) p
        )
        select count(*) from told where (select projects from notified) >= 0
        """;

    private const int ChunkSize = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryOpenAsync();
        }
        catch (OperationCanceledException)
        {
            // The service is stopping; another instance, or the next start, opens the rest.
        }
    }

    private async Task TryOpenAsync()
    {
        if (!location.IsReady)
            return;

        try
        {
            await using var connection = await source.Value.OpenConnectionAsync();
            long opened;
            do
            {
                await using var command = new NpgsqlBatch(connection);
                new SqlBatch().Add(Sql, time.UtcNow(), ChunkSize).AppendTo(command);
                opened = (long)(await command.ExecuteScalarAsync())!;
            } while (opened == ChunkSize);
        }
        catch (NpgsqlException e)
        {
            Log.NotOpened(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Snoozed conversations whose time has come could not be opened, and that is tried again: {Reason}"
        )]
        public static partial void NotOpened(ILogger logger, string reason);
    }
}
