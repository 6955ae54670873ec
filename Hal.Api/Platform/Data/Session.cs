using System.Data;
using System.Diagnostics;
using Dapper;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Auth;
using Npgsql;
using static Dapper.SqlMapper;

namespace Hal.Api.Platform.Data;

/// <summary>
/// One request's way to the database. Usually each read and each batch takes a connection from the pool for one round trip; after a lost race the whole
/// request runs again on one connection, in one transaction, as the only writer of its project.
/// </summary>
/// <param name="source">Where connections come from.</param>
public sealed class Session(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>The first statement of a read that relies on a project's settings.</summary>
    public const string ProjectVersion = "select version from projects where id = @ProjectId;\n";

    private const string LockShared = "select pg_advisory_xact_lock_shared($1)";
    private const string LockExclusive = "select pg_advisory_xact_lock($1)";

    private NpgsqlConnection? _held;
    private NpgsqlTransaction? _transaction;

    /// <summary>Reads with one round trip.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="sql">Statements that end in semicolons, with <c>@Name</c> for values.</param>
    /// <param name="values">An object with a property for each name.</param>
    /// <param name="read">Takes the results in the statements' order.</param>
    public async Task<T> ReadAsync<T>(string sql, object values, Func<GridReader, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var connection = _held ?? await source.OpenConnectionAsync();
        try
        {
            await using var results = await connection.QueryMultipleAsync(sql, values, _transaction);
            return await read(results);
        }
        finally
        {
            if (connection != _held)
                await connection.DisposeAsync();
        }
    }

    /// <summary>Reads the facts of a decision with one round trip, and makes sure that the project they are judged by is still as remembered.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="project">The project; its id is the value <c>@ProjectId</c>.</param>
    /// <param name="sql">Statements that begin with <see cref="ProjectVersion"/>.</param>
    /// <param name="values">An object with a property for each name, <c>ProjectId</c> among them.</param>
    /// <param name="read">Takes the results of the statements after the first.</param>
    /// <exception cref="StaleProjectException">The project has changed or is gone.</exception>
    public Task<T> ReadFactsAsync<T>(Project project, string sql, object values, Func<GridReader, Task<T>> read) =>
        ReadAsync(sql, values, async results =>
        {
            if (await results.ReadSingleOrDefaultAsync<long?>() != project.Version)
                throw new StaleProjectException();

            return await read(results);
        });

    /// <summary>Writes a batch in one round trip: all of it, or nothing and an exception that <see cref="LostRace"/> tells apart.</summary>
    /// <param name="project">The project written to.</param>
    /// <param name="batch">The statements.</param>
    public Task WriteAsync(ProjectId project, WriteBatch batch) => WriteAsync(batch, project);

    /// <summary>Writes a batch that belongs to no project yet.</summary>
    /// <param name="batch">The statements.</param>
    public Task WriteAsync(WriteBatch batch) => WriteAsync(batch, null);

    private async Task WriteAsync(WriteBatch batch, ProjectId? project)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var connection = _held ?? await source.OpenConnectionAsync();
        try
        {
            await using var command = new NpgsqlBatch(connection, _transaction);
            // Every writer shares this lock, so one that lost a race can hold all others off and is sure to finish the second time.
            if (_transaction is null && project is { } shared)
                command.BatchCommands.Add(Lock(LockShared, shared));

            foreach (var statement in batch.Commands)
                command.BatchCommands.Add(statement);

            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            if (connection != _held)
                await connection.DisposeAsync();
        }
    }

    /// <summary>From here on everything runs in one transaction that no other writer of the project can come between.</summary>
    /// <param name="project">The project to hold.</param>
    public async Task BeginExclusiveAsync(ProjectId project)
    {
        Debug.Assert(_held is null, "A session holds one transaction at a time.");
        _held = await source.OpenConnectionAsync();
        _transaction = await _held.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        await using var command = new NpgsqlBatch(_held, _transaction);
        command.BatchCommands.Add(Lock(LockExclusive, project));
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
        if (_transaction is not null)
            await _transaction.DisposeAsync();

        if (_held is not null)
            await _held.DisposeAsync();

        (_transaction, _held) = (null, null);
    }

    private static NpgsqlBatchCommand Lock(string sql, ProjectId project)
    {
        Span<byte> bytes = stackalloc byte[16];
        project.Value.TryWriteBytes(bytes);
        var key = BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..]);
        return new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = key } } };
    }
}
