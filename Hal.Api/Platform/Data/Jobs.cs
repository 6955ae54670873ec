using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>One request's statements on their way to the database.</summary>
internal abstract class SqlJob(SqlBatch batch)
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public SqlBatch Statements => batch;

    /// <summary>Runs as the job's request does, so that what is logged and traced is the request's.</summary>
    public Task RunAsync(Func<Task> work)
    {
        if (_context is null)
            return work();

        var running = Task.CompletedTask;
        ExecutionContext.Run(_context, _ => running = work(), null);
        return running;
    }

    /// <summary>Tells the request that nothing came of it.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>Statements that read.</summary>
internal abstract class ReadJob(SqlBatch batch) : SqlJob(batch)
{
    /// <summary>Takes the job's results; what goes wrong with them is its own affair.</summary>
    public abstract Task TakeAsync(NpgsqlDataReader reader);
}

/// <summary>Statements that read something.</summary>
internal sealed class ReadJob<T>(SqlBatch batch, Func<SqlResults, Task<T>> read) : ReadJob(batch)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _done.Task;

    public override async Task TakeAsync(NpgsqlDataReader reader)
    {
        var results = new SqlResults(reader, Statements.Count);
        try
        {
            _done.TrySetResult(await read(results));
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            _done.TrySetException(e);
        }

        await results.SkipRestAsync();
    }

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}

/// <summary>Statements that write, and so take effect together or not at all.</summary>
internal sealed class WriteJob(SqlBatch batch, long? lockKey) : SqlJob(batch)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The project's lock that the statements share; null for none.</summary>
    public long? LockKey => lockKey;

    public Task Done => _done.Task;

    public void Succeed() => _done.TrySetResult();

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
