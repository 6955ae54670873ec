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
/// <param name="searches">Where the connection of a search comes from.</param>
public sealed class Session(Lanes lanes, Lazy<NpgsqlDataSource> source, SearchSource searches) : IAsyncDisposable
{
    private const string ProjectVersion = "select version from projects where id = $1";
    private const string LockExclusive = "select pg_advisory_xact_lock($1)";

    private NpgsqlConnection? _held;
    private NpgsqlTransaction? _transaction;
    private SessionGuard? _guard;
    private bool _isGuarded;
    private SqlBatch _enlisted = new();

    /// <summary>Whether anything waits for <see cref="FlushAsync"/>.</summary>
    public bool HasEnlisted => !_enlisted.IsEmpty;

    /// <summary>Makes the next read, and the first of each further try, compare what is remembered of the caller with what is stored.</summary>
    /// <param name="guard">The comparison; null for none, as while what is remembered is read anew.</param>
    public void GuardBy(SessionGuard? guard) => (_guard, _isGuarded) = (guard, false);

    /// <summary>Compares now, unless a read has done so already.</summary>
    /// <exception cref="StaleFactsException">What is remembered no longer holds.</exception>
    public async Task EnsureGuardedAsync()
    {
        if (_guard is not null && !_isGuarded)
            await ReadAsync(new SqlBatch(), _ => Task.FromResult(true));
    }

    /// <summary>Reads with one round trip. Statements have to be quick: they may share their round trip with other requests'.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="batch">The statements.</param>
    /// <param name="read">Takes the results in the statements' order.</param>
    /// <exception cref="StaleFactsException">What is remembered of the caller no longer holds.</exception>
    public async Task<T> ReadAsync<T>(SqlBatch batch, Func<SqlResults, Task<T>> read)
    {
        var job = Guarded(batch, read);
        if (_held is null)
        {
            lanes.Enter(job);
            return await job.Result;
        }

        await ExecuteAsync(job, _held, _transaction);
        return await job.Result;
    }

    /// <summary>Reads what takes longer or whose plan depends on its values, such as a search: on a connection of a small pool of its own, so that no other request waits for it.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="batch">The statements.</param>
    /// <param name="read">Takes the results in the statements' order.</param>
    /// <exception cref="StaleFactsException">What is remembered of the caller no longer holds.</exception>
    public async Task<T> SearchAsync<T>(SqlBatch batch, Func<SqlResults, Task<T>> read)
    {
        var job = Guarded(batch, read);
        await using var connection = await searches.OpenAsync();
        await ExecuteAsync(job, connection, null);
        return await job.Result;
    }

    /// <summary>Reads the facts of a decision with one round trip, and makes sure that the project they are judged by is still as remembered.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="project">The project.</param>
    /// <param name="batch">The statements.</param>
    /// <param name="read">Takes the results in the statements' order.</param>
    /// <exception cref="StaleFactsException">The project has changed or is gone.</exception>
    public Task<T> ReadFactsAsync<T>(Project project, SqlBatch batch, Func<SqlResults, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(batch);
        return ReadAsync(new SqlBatch().Add(ProjectVersion, project.Id.Value).Add(batch), async results =>
        {
            if (await results.SingleOrDefaultAsync<long?>() != project.Version)
                throw new StaleFactsException();

            return await read(results);
        });
    }

    /// <summary>Writes a batch in one round trip: all of it, or nothing and an exception that <see cref="LostRace"/> tells apart. An empty batch costs nothing.</summary>
    /// <param name="project">The project written to.</param>
    /// <param name="batch">The statements.</param>
    public Task WriteAsync(ProjectId project, SqlBatch batch) => WriteAsync(batch, LockKey(project.Value));

    /// <summary>Writes a batch that belongs to no project yet.</summary>
    /// <param name="batch">The statements.</param>
    public Task WriteAsync(SqlBatch batch) => WriteAsync(batch, null);

    /// <summary>Keeps statements for <see cref="FlushAsync"/>: they leave with what the pipeline adds to them, once the request is decided.</summary>
    /// <param name="batch">The statements.</param>
    public void Enlist(SqlBatch batch) => _enlisted.Add(batch);

    /// <summary>Begins a try: nothing is enlisted, and the caller is compared again, since one that lost a race may have lost its role to it.</summary>
    public void Begin()
    {
        Discard();
        _isGuarded = false;
    }

    /// <summary>Forgets what was enlisted.</summary>
    public void Discard() => _enlisted = new SqlBatch();

    /// <summary>Writes what was enlisted, as <see cref="WriteAsync(ProjectId, SqlBatch)"/> does.</summary>
    /// <param name="owner">The id of the project or workspace written to; null if there is none yet.</param>
    public async Task FlushAsync(Guid? owner)
    {
        if (_enlisted.IsEmpty)
            return;

        await EnsureGuardedAsync();
        var batch = _enlisted;
        Discard();
        await WriteAsync(batch, owner is { } id ? LockKey(id) : null);
    }

    /// <summary>From here on everything runs in one transaction that no other writer of the project or workspace can come between.</summary>
    /// <param name="owner">The id of the project or workspace to hold; null to hold none.</param>
    public async Task BeginExclusiveAsync(Guid? owner)
    {
        Debug.Assert(_held is null, "A session holds one transaction at a time.");
        _held = await source.Value.OpenConnectionAsync();
        _transaction = await _held.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        if (owner is not { } id)
            return;

        await using var command = Command(new SqlBatch().Add(LockExclusive, LockKey(id)), _held, _transaction);
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

    private static long LockKey(Guid owner)
    {
        Span<byte> bytes = stackalloc byte[16];
        owner.TryWriteBytes(bytes);
        return BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..]);
    }

    private static NpgsqlBatch Command(SqlBatch batch, NpgsqlConnection connection, NpgsqlTransaction? transaction)
    {
        var command = new NpgsqlBatch(connection, transaction);
        batch.AppendTo(command);
        return command;
    }

    private static async Task ExecuteAsync(ReadJob job, NpgsqlConnection connection, NpgsqlTransaction? transaction)
    {
        await using var command = Command(job.Statements, connection, transaction);
        await using var reader = await command.ExecuteReaderAsync();
        await job.TakeAsync(reader);
    }

    private ReadJob<T> Guarded<T>(SqlBatch batch, Func<SqlResults, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_guard is not { } guard || _isGuarded)
            return new ReadJob<T>(batch, read);

        return new ReadJob<T>(new SqlBatch().Add(guard.Statement).Add(batch), async results =>
        {
            if (!await guard.Holds(results))
                throw new StaleFactsException();

            _isGuarded = true;
            return await read(results);
        });
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

        await using var command = Command(batch, _held, _transaction);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A comparison of what an instance remembers of a caller with what is stored.</summary>
/// <param name="Statement">The one statement that reads what is stored.</param>
/// <param name="Holds">Takes its result; whether it is as remembered.</param>
public sealed record SessionGuard(SqlBatch Statement, Func<SqlResults, Task<bool>> Holds);
