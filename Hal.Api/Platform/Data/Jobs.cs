using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>One request's statements on their way to the database.</summary>
internal abstract class SqlJob(SqlBatch batch)
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqlBatch Statements => batch;

    /// <summary>Completes when the statements have been executed or have failed.</summary>
    public Task Done => _done.Task;

    /// <summary>Runs in the context of the job's request, so that logs and traces belong to it.</summary>
    public Task RunAsync(Func<Task> work)
    {
        if (_context is null)
            return work();

        var running = Task.CompletedTask;
        ExecutionContext.Run(_context, _ => running = work(), null);
        return running;
    }

    /// <summary>Tells the request that its statements have taken effect.</summary>
    public void Succeed() => _done.TrySetResult();

    /// <summary>Tells the request that its statements have failed.</summary>
    public void Fail(Exception exception) => _done.TrySetException(exception);
}

/// <summary>Statements that read.</summary>
/// <param name="read">The statements, and what becomes of their rows.</param>
/// <param name="check">Runs when all is read, and throws if that must not be used; null for nothing to check.</param>
internal sealed class ReadJob(SqlRead read, Action? check) : SqlJob(read.Statements)
{
    /// <summary>Takes the job's results. A failure concerns this job only.</summary>
    public async Task TakeAsync(NpgsqlDataReader reader)
    {
        var results = new SqlResults(reader, Statements.Count);
        try
        {
            // A job may be sent again after it has its results. They must not be replaced while the request uses them.
            if (!Done.IsCompleted)
                await read.TakeAsync(results);

            check?.Invoke();
            Succeed();
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            Fail(e);
        }

        await results.SkipRestAsync();
    }
}

/// <summary>Statements that write, and so take effect together or not at all.</summary>
/// <param name="batch">The statements.</param>
/// <param name="lockKey">The project's lock that the statements share; null for none.</param>
internal sealed class WriteJob(SqlBatch batch, long? lockKey) : SqlJob(batch)
{
    /// <summary>The project's lock that the statements share; null for none.</summary>
    public long? LockKey => lockKey;
}
