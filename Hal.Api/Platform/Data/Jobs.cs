using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>One request's statements on their way to the database.</summary>
internal abstract class SqlJob(SqlBatch batch)
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqlBatch Statements => batch;

    /// <summary>Ends when the statements have been executed, or have failed.</summary>
    public Task Done => _done.Task;

    /// <summary>Runs as the job's request does, so that what is logged and traced is the request's.</summary>
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

    /// <summary>Tells the request that nothing came of its statements.</summary>
    public void Fail(Exception exception) => _done.TrySetException(exception);
}

/// <summary>Statements that read.</summary>
/// <param name="read">The statements, and what becomes of their rows.</param>
/// <param name="check">Runs when all is read, and throws if that must not be used; null for nothing to check.</param>
internal sealed class ReadJob(SqlRead read, Action? check) : SqlJob(read.Statements)
{
    /// <summary>Takes the job's results. What goes wrong with them is the job's own affair.</summary>
    public async Task TakeAsync(NpgsqlDataReader reader)
    {
        var results = new SqlResults(reader, Statements.Count);
        try
        {
            // One that is sent once more after it has its results must not have them replaced while the request uses them.
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
