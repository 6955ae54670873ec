using System.Collections.Concurrent;

namespace Hal.Api.Platform.Data;

/// <summary>
/// Gathers what concurrent requests want from the database and sends it together: alone, a job leaves at once; while others are on their
/// way, those that arrive wait for each other and leave as a group. The busier the service, the fewer round trips and commits for each
/// request.
/// </summary>
/// <typeparam name="TJob">A job; it carries its own way of telling that it is done.</typeparam>
/// <param name="width">How many groups may be on their way at a time.</param>
/// <param name="maxGroup">How many jobs may leave together.</param>
/// <param name="send">Does the jobs. Must not throw: what goes wrong is told to the jobs.</param>
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
            // Never counted up only to be counted down again: a driver about to leave would take that for another driver. The exchange is
            // for its full fence.
            now = Interlocked.CompareExchange(ref _onTheWay, 0, 0);
            if (now >= width)
                return;
        } while (Interlocked.CompareExchange(ref _onTheWay, now + 1, now) != now);

        // A group is nobody's in particular: it must not log or trace as the request that happened to start it.
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

        // One may have come in after the queue was found empty and before this place became free.
        if (!_waiting.IsEmpty)
            TryLeave();
    }
}
