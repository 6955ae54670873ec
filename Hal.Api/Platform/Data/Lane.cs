using System.Collections.Concurrent;

namespace Hal.Api.Platform.Data;

/// <summary>
/// Sends the jobs of concurrent requests to the database together. A single job leaves at once. Jobs that arrive while others are under way
/// wait and leave as a group. The busier the service, the fewer round trips and commits per request.
/// </summary>
/// <typeparam name="TJob">A job; it carries its own way of telling that it is done.</typeparam>
/// <param name="width">How many groups may be on their way at a time.</param>
/// <param name="maxGroup">How many jobs may leave together.</param>
/// <param name="send">Sends the jobs. Must not throw: failures are reported to the jobs.</param>
public sealed class Lane<TJob>(int width, int maxGroup, Func<IReadOnlyList<TJob>, Task> send)
{
    private readonly ConcurrentQueue<TJob> _waiting = new();
    private int _onTheWay;

    /// <summary>Adds a job.</summary>
    /// <param name="job">The job.</param>
    public void Enter(TJob job)
    {
        _waiting.Enqueue(job);
        TryLeave();
    }

    private void TryLeave()
    {
        int now;
        do
        {
            // Never increment only to decrement again: a driver that is about to leave would take that for another driver. The exchange is
            // used for its full memory fence.
            now = Interlocked.CompareExchange(ref _onTheWay, 0, 0);
            if (now >= width)
                return;
        } while (Interlocked.CompareExchange(ref _onTheWay, now + 1, now) != now);

        // A group belongs to no single request. It must not log or trace as the request that happened to start it.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(DriveAsync);
    }

    private List<TJob> Gather()
    {
        var group = new List<TJob>();
        while (group.Count < maxGroup && _waiting.TryDequeue(out var job))
            group.Add(job);

        return group;
    }

    private async Task DriveAsync()
    {
        try
        {
            while (Gather() is { Count: > 0 } group)
                await send(group);
        }
        finally
        {
            Interlocked.Decrement(ref _onTheWay);
        }

        // A job may have arrived after the queue was found empty and before this place became free.
        if (!_waiting.IsEmpty)
            TryLeave();
    }
}
