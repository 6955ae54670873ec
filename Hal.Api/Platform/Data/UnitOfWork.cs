using System.Data;
using System.Diagnostics;
using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>
/// One request's work with the database, as the pipeline drives it. Usually reads and writes travel on the <see cref="Lanes"/> that
/// requests share. A request that has lost its races runs again on a connection of its own, in one transaction, as the only writer of its
/// project.
/// </summary>
/// <param name="lanes">The connections that requests share.</param>
/// <param name="source">Where a connection of its own comes from.</param>
/// <param name="searches">Where the connection of a search comes from.</param>
public sealed class UnitOfWork(Lanes lanes, Lazy<NpgsqlDataSource> source, SearchSource searches) : IAsyncDisposable
{
    private const string LockExclusive = "select pg_advisory_xact_lock($1)";

    private NpgsqlConnection? _held;
    private NpgsqlTransaction? _transaction;
    private ReadGuard? _guard;
    private bool _isGuarded;
    private SqlBatch _enlisted = new();
    private SqlBatch _always = new();

    /// <summary>Whether anything waits for <see cref="FlushAsync"/>.</summary>
    public bool HasEnlisted => !_enlisted.IsEmpty;

    /// <summary>
    /// Makes the next read, and the first of each further try, compare what is remembered of the caller with what is stored.
    /// </summary>
    /// <param name="guard">The comparison; null for none, as while what is remembered is read anew.</param>
    public void GuardBy(ReadGuard? guard) => (_guard, _isGuarded) = (guard, false);

    /// <summary>Compares now, unless a read has done so already.</summary>
    /// <exception cref="StaleFactsException">What is remembered has changed.</exception>
    public Task EnsureGuardedAsync() => _guard is null || _isGuarded ? Task.CompletedTask : ReadAsync(new SqlRead());

    /// <summary>Reads in one round trip.</summary>
    /// <param name="read">The statements, which may share the round trip with other requests' statements.</param>
    /// <exception cref="StaleFactsException">What is remembered of the caller has changed.</exception>
    public async Task ReadAsync(SqlRead read)
    {
        var job = Guarded(read);
        if (_held is null)
            lanes.Enter(job);
        else
            await ExecuteAsync(job, _held, _transaction);

        await job.Done;
    }

    /// <summary>Reads on a connection of the searches' own pool.</summary>
    /// <param name="read">The statements.</param>
    /// <exception cref="StaleFactsException">What is remembered of the caller has changed.</exception>
    public async Task SearchAsync(SqlRead read)
    {
        var job = Guarded(read);
        await using var connection = await searches.OpenAsync();
        await ExecuteAsync(job, connection, null);
        await job.Done;
    }

    /// <summary>
    /// Keeps statements for <see cref="FlushAsync"/>: they leave with what the pipeline adds to them, once the request is decided.
    /// </summary>
    /// <param name="batch">The statements.</param>
    public void Enlist(SqlBatch batch) => _enlisted.Add(batch);

    /// <summary>Keeps statements that are written even if the request is refused.</summary>
    /// <param name="batch">The statements.</param>
    public void EnlistAlways(SqlBatch batch) => _always.Add(batch);

    /// <summary>
    /// Begins a try: nothing is enlisted, and the caller is compared again, since one that lost a race may have lost its role to it.
    /// </summary>
    public void Begin()
    {
        (_enlisted, _always) = (new SqlBatch(), new SqlBatch());
        _isGuarded = false;
    }

    /// <summary>
    /// Writes what was enlisted in one round trip: all of it, or nothing and an exception that <see cref="LostRace"/> tells apart.
    /// </summary>
    /// <param name="owner">The id of the project or workspace written to; null if there is none yet.</param>
    public Task FlushAsync(Guid? owner) => SendAsync(_enlisted.Add(_always), owner);

    /// <summary>Drops what was enlisted, but for what is written even if the request is refused.</summary>
    /// <param name="owner">The id of the project or workspace written to; null if there is none yet.</param>
    public Task DiscardAsync(Guid? owner) => SendAsync(_always, owner);

    /// <summary>Writes a batch of the service's own in one round trip, without waiting for the request to be decided.</summary>
    /// <param name="batch">The statements. An empty batch costs nothing.</param>
    /// <param name="owner">The id of the project or workspace written to; null if there is none.</param>
    public async Task WriteAsync(SqlBatch batch, Guid? owner = null)
    {
        if (batch.IsEmpty)
            return;

        if (_held is null)
        {
            var job = new WriteJob(batch, owner is { } id ? LockKey(id) : null);
            lanes.Enter(job);
            await job.Done;
            return;
        }

        await using var command = Command(batch, _held, _transaction);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// From here on everything runs in one transaction that no other writer of the project or workspace can come between.
    /// </summary>
    /// <param name="owner">The id of the project or workspace to hold; null to hold none.</param>
    public async Task BeginExclusiveAsync(Guid? owner)
    {
        Debug.Assert(_held is null, "A unit of work holds one transaction at a time.");
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

    internal async Task<T> ReadAsync<T>(SqlRead read, Fetched<T> fetched)
    {
        await ReadAsync(read);
        return fetched.Value;
    }

    internal async Task<T> SearchAsync<T>(SqlRead read, Fetched<T> fetched)
    {
        await SearchAsync(read);
        return fetched.Value;
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

    private async Task SendAsync(SqlBatch batch, Guid? owner)
    {
        (_enlisted, _always) = (new SqlBatch(), new SqlBatch());
        if (batch.IsEmpty)
            return;

        await EnsureGuardedAsync();
        await WriteAsync(batch, owner);
    }

    private ReadJob Guarded(SqlRead read)
    {
        if (_guard is not { } guard || _isGuarded)
            return new ReadJob(read, null);

        var comparison = new SqlRead();
        var holds = guard.Compare(comparison);
        return new ReadJob(read.After(comparison), () =>
        {
            if (!holds())
                throw new StaleFactsException();

            _isGuarded = true;
        });
    }
}

/// <summary>Compares what an instance remembers of a caller with what is stored.</summary>
/// <param name="Compare">
/// Adds the statements that read what is stored, and returns what tells afterwards whether it is as remembered. They leave with the
/// request's first read.
/// </param>
public sealed record ReadGuard(Func<SqlRead, Func<bool>> Compare);
