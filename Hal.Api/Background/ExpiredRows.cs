using Hal.Api.Credentials;
using Hal.Api.Idempotency;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Npgsql;

namespace Hal.Api.Background;

/// <summary>
/// Deletes expired rows once an hour: answers to idempotency keys after 7 days, refresh tokens, sign-ins without tokens, and
/// invitations. It only keeps the tables from growing: every reader of such a row checks its expiry.
/// </summary>
public sealed partial class ExpiredRows(
    Lazy<NpgsqlDataSource> source,
    DatabaseLocation location,
    ILogger<ExpiredRows> logger,
    TimeProvider time
) : BackgroundService
{
    private const string Answers = """
        with gone as (
            delete from idempotency_keys
            where ctid = any(array(select ctid from idempotency_keys where claimed_at < $1 limit $2 for update skip locked))
            returning 1)
        select count(*) from gone
        """;

    // A sign-in ends with its last token, so it is checked when one of its tokens is deleted.
    private const string Tokens = """
        with gone as (
            delete from refresh_tokens
            where ctid = any(array(select ctid from refresh_tokens where expires_at < $1 limit $2 for update skip locked))
            returning session_id),
        ended as (
            delete from sessions s
            where s.id in (select session_id from gone)
              and not exists (select from refresh_tokens t where t.session_id = s.id and t.expires_at >= $1))
        select count(*) from gone
        """;

    private const string Invitations = """
        with gone as (
            delete from invitations
            where ctid = any(array(select ctid from invitations where expires_at < $1 limit $2 for update skip locked))
            returning 1)
        select count(*) from gone
        """;

    /// <summary>How many rows a transaction deletes at most.</summary>
    internal const int ChunkSize = 5_000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // For a week, an expired invitation is distinguishable from one that never existed.
    private static readonly TimeSpan InvitationsKeptFor = TimeSpan.FromDays(7);

    /// <summary>Deletes all that has run out by now.</summary>
    internal async Task DeleteAsync()
    {
        var now = time.UtcNow();
        await DeleteAsync(Answers, now - KeptAnswers.KeptFor);
        // By then the access token issued with it has expired too, and no exchange of it is still in progress.
        await DeleteAsync(Tokens, now - AccessTokens.Lifetime);
        await DeleteAsync(Invitations, now - InvitationsKeptFor);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do await TryDeleteAsync();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The service is stopping; the rows can wait.
        }
    }

    private async Task TryDeleteAsync()
    {
        if (!location.IsReady)
            return;

        try
        {
            await DeleteAsync();
        }
        catch (NpgsqlException e)
        {
            Log.NotDeleted(logger, e.Message);
        }
    }

    private async Task DeleteAsync(string sql, DateTime before)
    {
        await using var connection = await source.Value.OpenConnectionAsync();
        long deleted;
        do
        {
            await using var command = new NpgsqlBatch(connection);
            new SqlBatch().Add(sql, before, ChunkSize).AppendTo(command);
            deleted = (long)(await command.ExecuteScalarAsync())!;
        } while (deleted == ChunkSize);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What has run out could not be deleted, and that is tried again in an hour: {Reason}")]
        public static partial void NotDeleted(ILogger logger, string reason);
    }
}
