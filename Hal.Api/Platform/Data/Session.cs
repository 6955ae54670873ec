using System.Data;
using System.Diagnostics;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Auth;
using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>
/// One request's way to the database. Usually its reads and its batch travel on the <see cref="Lanes"/> it shares with others; after it has lost its races the whole
/// request runs again on a connection of its own, in one transaction, as the only writer of its project.
/// </summary>
/// <param name="lanes">The shared ways.</param>
/// <param name="source">Where a connection of its own comes from.</param>
public sealed class Session(Lanes lanes, Lazy<NpgsqlDataSource> source) : IAsyncDisposable
{
    private const string ProjectVersion = "select version from projects where id = $1";
    private const string LockExclusive = "select pg_advisory_xact_lock($1)";

    private NpgsqlConnection? _held;
    private NpgsqlTransaction? _transaction;

    /// <summary>Reads with one round trip. Statements have to be quick: they may share their round trip with other requests'.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="batch">The statements.</param>
    /// <param name="read">Takes the results in the statements' order.</param>
    public async Task<T> ReadAsync<T>(SqlBatch batch, Func<SqlResults, Task<T>> read)
    {
        var job = new ReadJob<T>(batch, read);
        if (_held is null)
        {
            lanes.Enter(job);
            return await job.Result;
        }

        await using var command = Command(batch);
        await using var reader = await command.ExecuteReaderAsync();
        await job.TakeAsync(reader);
        return await job.Result;
    }

    /// <summary>Reads the facts of a decision with one round trip, and makes sure that the project they are judged by is still as remembered.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="project">The project.</param>
    /// <param name="batch">The statements.</param>
    /// <param name="read">Takes the results in the statements' order.</param>
    /// <exception cref="StaleProjectException">The project has changed or is gone.</exception>
    public Task<T> ReadFactsAsync<T>(Project project, SqlBatch batch, Func<SqlResults, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(batch);
        return ReadAsync(new SqlBatch().Add(ProjectVersion, project.Id.Value).Add(batch), async results =>
        {
            if (await results.SingleOrDefaultAsync<long?>() != project.Version)
                throw new StaleProjectException();

            return await read(results);
        });
    }

    /// <summary>Writes a batch in one round trip: all of it, or nothing and an exception that <see cref="LostRace"/> tells apart. An empty batch costs nothing.</summary>
    /// <param name="project">The project written to.</param>
    /// <param name="batch">The statements.</param>
    public Task WriteAsync(ProjectId project, SqlBatch batch) => WriteAsync(batch, LockKey(project));

    /// <summary>Writes a batch that belongs to no project yet.</summary>
    /// <param name="batch">The statements.</param>
    public Task WriteAsync(SqlBatch batch) => WriteAsync(batch, null);

    /// <summary>From here on everything runs in one transaction that no other writer of the project can come between.</summary>
    /// <param name="project">The project to hold.</param>
    public async Task BeginExclusiveAsync(ProjectId project)
    {
        Debug.Assert(_held is null, "A session holds one transaction at a time.");
        _held = await source.Value.OpenConnectionAsync();
        _transaction = await _held.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        await using var command = Command(new SqlBatch().Add(LockExclusive, LockKey(project)));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Commits what was written since <see cref="BeginExclusiveAsync"/>.</summary>
    public async Task CommitAsync()
    {
        Debug.Assert(_transaction is not null, "There is a transaction to commit.");
        await _transaction.CommitAsync();
        await DisposeAsync();
    }

    /// <summary>Rolls back what is not committed and returns the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        var (transaction, held) = (_transaction, _held);
        (_transaction, _held) = (null, null);
        try
        {
            if (transaction is not null)
                await transaction.DisposeAsync();
        }
        finally
        {
            if (held is not null)
                await held.DisposeAsync();
        }
    }

    private static long LockKey(ProjectId project)
    {
        Span<byte> bytes = stackalloc byte[16];
        project.Value.TryWriteBytes(bytes);
        return BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..]);
    }

    private async Task WriteAsync(SqlBatch batch, long? lockKey)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.IsEmpty)
            return;

        if (_held is null)
        {
            var job = new WriteJob(batch, lockKey);
            lanes.Enter(job);
            await job.Done;
            return;
        }

        await using var command = Command(batch);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlBatch Command(SqlBatch batch)
    {
        var command = new NpgsqlBatch(_held, _transaction);
        batch.AppendTo(command);
        return command;
    }
}
