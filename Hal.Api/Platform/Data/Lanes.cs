using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>
/// The connections to the database that requests share. Reads use whichever is free. All writes of a project use one lane, so that
/// the groups of one instance never wait for each other's rows. A group of writes is one transaction, and is acknowledged when it has
/// committed.
/// </summary>
/// <param name="source">Where connections come from.</param>
public sealed class Lanes(Lazy<NpgsqlDataSource> source)
{
    private const int MaxReads = 64;
    private const int MaxWrites = 128;
    private const int WriteLanes = 4;
    private const string LockShared = "select pg_advisory_xact_lock_shared($1)";

    private readonly Lane<ReadJob> _reads = new(Math.Max(2, Environment.ProcessorCount), MaxReads, group =>
        SendAsync(group, () => ReadAsync(source, group))
    );

    private readonly Lane<WriteJob>[] _writes =
    [
        .. Enumerable
            .Range(0, WriteLanes)
            .Select(_ => new Lane<WriteJob>(1, MaxWrites, group => SendAsync(group, () => WriteAsync(source, group)))),
    ];

    internal void Enter(ReadJob job) => _reads.Enter(job);

    internal void Enter(WriteJob job) => _writes[(uint)(job.LockKey ?? 0).GetHashCode() % WriteLanes].Enter(job);

    // A single job runs in its request's context; a group belongs to no request.
    private static Task SendAsync(IReadOnlyList<SqlJob> group, Func<Task> send) => group is [var alone] ? alone.RunAsync(send) : send();

    private static async Task ReadAsync(Lazy<NpgsqlDataSource> source, IReadOnlyList<ReadJob> group)
    {
        try
        {
            await using var connection = await source.Value.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection);
            foreach (var job in group)
                job.Statements.AppendTo(batch);

            await using var reader = await batch.ExecuteReaderAsync();
            foreach (var job in group)
                await job.TakeAsync(reader);
        }
        catch (Exception e) when (group.Count > 1 && (e is not NpgsqlException || e is PostgresException refusal && IsRefusal(refusal)))
        {
            // One job is at fault, so each runs by itself. A job that has its results already ignores the second run.
            foreach (var job in group)
                await ReadAsync(source, [job]);
        }
        catch (Exception e)
        {
            foreach (var job in group)
                job.Fail(e);
        }
    }

    private static async Task WriteAsync(Lazy<NpgsqlDataSource> source, IReadOnlyList<WriteJob> group)
    {
        var remaining = group.ToList();
        while (remaining.Count > 0)
        {
            await using var batch = new NpgsqlBatch();
            try
            {
                await using (var connection = await source.Value.OpenConnectionAsync())
                {
                    batch.Connection = connection;
                    Compose(batch, remaining);
                    await batch.ExecuteNonQueryAsync();
                }

                remaining.ForEach(job => job.Succeed());
                return;
            }
            catch (PostgresException e) when (IsRefusal(e))
            {
                // The server has stored nothing. The job at fault fails, and the others are sent again without it.
                if ((remaining.Count == 1 ? remaining[0] : Culprit(remaining, batch, e)) is not { } culprit)
                {
                    await WriteOneByOneAsync(source, remaining);
                    return;
                }

                culprit.Fail(e);
                remaining.Remove(culprit);
            }
            catch (Exception e) when (remaining.Count > 1 && e is not NpgsqlException)
            {
                // A value of one job could not be sent, so nothing was sent.
                await WriteOneByOneAsync(source, remaining);
                return;
            }
            catch (Exception e)
            {
                // The connection broke, and it is unknown what was stored. Sending again could store it twice.
                remaining.ForEach(job => job.Fail(e));
                return;
            }
        }
    }

    private static async Task WriteOneByOneAsync(Lazy<NpgsqlDataSource> source, IEnumerable<WriteJob> jobs)
    {
        foreach (var job in jobs)
            await WriteAsync(source, [job]);
    }

    private static void Compose(NpgsqlBatch batch, IReadOnlyList<WriteJob> group)
    {
        // Every writer takes its project's lock in shared mode. A writer that has lost its races takes it exclusively, and is then sure to
        // finish.
        foreach (var key in group.Select(job => job.LockKey).OfType<long>().Distinct().Order())
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LockShared) { Parameters = { new NpgsqlParameter<long> { TypedValue = key } } });

        foreach (var job in group)
            job.Statements.AppendTo(batch);
    }

    private static WriteJob? Culprit(List<WriteJob> group, NpgsqlBatch batch, PostgresException error)
    {
        var position = error.BatchCommand is { } failed ? batch.BatchCommands.IndexOf(failed) : -1;
        var end = batch.BatchCommands.Count - group.Sum(job => job.Statements.Count);
        return position < end ? null : group.Find(job => position < (end += job.Statements.Count));
    }

    // Other errors may come after a commit, or mean that the server is shutting down.
    private static bool IsRefusal(PostgresException error) =>
        LostRace.Is(error) || !error.IsTransient && error.SqlState is not ['5' or 'X' or 'F', ..];
}
