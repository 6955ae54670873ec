namespace Hal.Api.Pipeline;

/// <summary>
/// Runs callers that share a key one after another, within this instance. A page sends several calls for one visitor at once; one after
/// another, none of them loses a race.
/// </summary>
/// <typeparam name="TKey">The shared key.</typeparam>
public sealed class KeyedLock<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Queue> _queues = [];

    /// <summary>Waits for the lock. Disposing the returned value releases it.</summary>
    /// <param name="key">The shared key.</param>
    public async Task<IDisposable> TakeAsync(TKey key)
    {
        Queue? queue;
        lock (_queues)
        {
            if (!_queues.TryGetValue(key, out queue))
                _queues[key] = queue = new Queue();

            queue.Length++;
        }

        await queue.Gate.WaitAsync();
        return new Turn(this, key, queue);
    }

    private void End(TKey key, Queue queue)
    {
        lock (_queues)
        {
            if (--queue.Length == 0)
                _queues.Remove(key);
        }

        queue.Gate.Release();
    }

    private sealed class Queue
    {
        // A semaphore without a wait handle needs no disposal.
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Length { get; set; }
    }

    private sealed class Turn(KeyedLock<TKey> turns, TKey key, Queue queue) : IDisposable
    {
        public void Dispose() => turns.End(key, queue);
    }
}
