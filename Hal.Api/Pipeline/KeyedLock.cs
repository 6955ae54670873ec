namespace Hal.Api.Pipeline;

/// <summary>
/// Lets those who share a key take turns, within this instance. A page sends several calls for one visitor at once; in turn, none of them
/// loses a race.
/// </summary>
/// <typeparam name="TKey">What is shared.</typeparam>
public sealed class KeyedLock<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Queue> _queues = [];

    /// <summary>Waits for one's turn, which ends when the answer is disposed.</summary>
    /// <param name="key">What is shared.</param>
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
        // Without a wait handle there is nothing to dispose of.
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Length { get; set; }
    }

    private sealed class Turn(KeyedLock<TKey> turns, TKey key, Queue queue) : IDisposable
    {
        public void Dispose() => turns.End(key, queue);
    }
}
