using System.Globalization;
using System.Threading.RateLimiting;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Platform.Limits;

/// <summary>A token bucket for each key, told to callers in the <c>RateLimit</c> and <c>RateLimit-Policy</c> headers of the IETF draft (contract 2).</summary>
/// <typeparam name="TKey">What is counted apart.</typeparam>
/// <param name="name">The policy's name in the headers.</param>
/// <param name="perMinute">The size of a bucket and what flows into it a minute, 1 or more.</param>
public sealed class RateLimit<TKey>(string name, int perMinute) : IDisposable
    where TKey : notnull
{
    /// <summary>The remaining quota.</summary>
    public const string StateHeader = "RateLimit";

    /// <summary>The quota and its window.</summary>
    public const string PolicyHeader = "RateLimit-Policy";

    private readonly string _policy = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={perMinute};w=60");

    private readonly PartitionedRateLimiter<TKey> _buckets = PartitionedRateLimiter.Create<TKey, TKey>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(perMinute)));

    /// <summary>Takes one token and tells the state in the answer's headers; the 429 problem if there is none left.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="key">Whose bucket.</param>
    public Problem? Count(HttpResponse response, TKey key)
    {
        ArgumentNullException.ThrowIfNull(response);
        using var lease = _buckets.AttemptAcquire(key);
        var remaining = _buckets.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
        var untilFull = (int)Math.Ceiling((perMinute - remaining) * 60.0 / perMinute);
        Append(response.Headers, PolicyHeader, _policy);
        Append(response.Headers, StateHeader, string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={remaining};t={untilFull}"));
        if (lease.IsAcquired)
            return null;

        var wait = (int)Math.Ceiling(Math.Max(1, 60.0 / perMinute));
        return new Problem(ProblemCode.RateLimited, $"The limit of {perMinute} requests a minute for one {name} is used up.") { RetryAfterSeconds = wait };
    }

    /// <inheritdoc/>
    public void Dispose() => _buckets.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = perMinute >= 60 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(60.0 / perMinute),
        QueueLimit = 0,
    };

    private static void Append(IHeaderDictionary headers, string name, string item) =>
        headers[name] = headers.TryGetValue(name, out var others) ? $"{others}, {item}" : item;
}
