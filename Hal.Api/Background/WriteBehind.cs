using Hal.Api.Platform.Data;
using Npgsql;

namespace Hal.Api.Background;

/// <summary>
/// Collects small facts by key and writes them every two seconds and when the service stops. No request waits for a write. A crash loses
/// up to two seconds of facts.
/// </summary>
/// <typeparam name="TKey">What a fact is about.</typeparam>
/// <typeparam name="TFact">The fact.</typeparam>
/// <param name="source">The database.</param>
public abstract class WriteBehind<TKey, TFact>(Lazy<NpgsqlDataSource> source, TimeProvider time) : BackgroundService
    where TKey : notnull
{
    /// <summary>The most keys that are noted at once: while the database is away this must not grow without end.</summary>
    protected const int MaxNoted = 100_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Dictionary<TKey, TFact> _noted = [];

    /// <summary>The source of time.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>Notes a fact, together with what is noted under the key already.</summary>
    /// <param name="key">What the fact is about.</param>
    /// <param name="fact">The fact.</param>
    protected void Note(TKey key, TFact fact)
    {
        lock (_gate)
        {
            if (_noted.TryGetValue(key, out var known))
                _noted[key] = Join(known, fact);
            else if (_noted.Count < MaxNoted)
                _noted[key] = fact;
        }
    }

    /// <summary>Makes one fact of two about the same.</summary>
    /// <param name="one">A fact.</param>
    /// <param name="other">Another fact about the same key, noted before or after it.</param>
    protected abstract TFact Join(TFact one, TFact other);

    /// <summary>The statement that writes what was noted.</summary>
    /// <param name="noted">The facts to write; at least one.</param>
    protected abstract SqlBatch Statement(IReadOnlyDictionary<TKey, TFact> noted);

    /// <summary>Says in the log that it could not be written, and is tried again.</summary>
    /// <param name="count">How many facts.</param>
    /// <param name="reason">Why.</param>
    protected abstract void Complain(int count, string reason);

    /// <summary>What else is to be done every two seconds.</summary>
    protected virtual void Tick() { }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync();
        }
        catch (OperationCanceledException)
        {
            await WriteAsync();
        }
    }

    private async Task WriteAsync()
    {
        Tick();
        Dictionary<TKey, TFact> noted;
        lock (_gate)
            (noted, _noted) = (_noted, []);

        if (noted.Count == 0)
            return;

        try
        {
            await using var connection = await source.Value.OpenConnectionAsync();
            await using var command = new NpgsqlBatch(connection);
            Statement(noted).AppendTo(command);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException e)
        {
            Complain(noted.Count, e.Message);
            foreach (var (key, fact) in noted)
                Note(key, fact);
        }
    }
}
