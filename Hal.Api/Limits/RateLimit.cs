using System.Globalization;
using System.Threading.RateLimiting;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Limits;

/// <summary>
/// A token bucket for each key, reported in the <c>RateLimit</c> and <c>RateLimit-Policy</c> headers of the IETF draft (contract 2).
/// </summary>
/// <typeparam name="TKey">What is counted apart.</typeparam>
/// <param name="name">The policy's name in the headers.</param>
/// <param name="perMinute">The size of a bucket, and the tokens added to it per minute; 1 or more.</param>
public sealed class RateLimit<TKey>(string name, int perMinute) : IDisposable
    where TKey : notnull
{
    /// <summary>The remaining quota.</summary>
    public const string StateHeader = "RateLimit";

    /// <summary>The quota and its window.</summary>
    public const string PolicyHeader = "RateLimit-Policy";

    // Beyond this number, new buckets are not kept and the least used are dropped. Both only err in the caller's favour.
    private const int MaxBuckets = 20_000;

    // After a minute without a call a bucket is full, as a new one would be.
    private static readonly MemoryCacheEntryOptions Kept = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(1) };

    private readonly string _policy = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={perMinute};w=60");

    // The partitioned limiter would visit every bucket ten times a second; these are filled up when they are used.
    private readonly MemoryCache _buckets = new(new MemoryCacheOptions { SizeLimit = MaxBuckets });

    /// <summary>Takes one token and writes the state to the answer's headers. Returns the 429 problem if no token is left.</summary>
    /// <param name="key">Whose bucket.</param>
    public Problem? Count(HttpResponse response, TKey key)
    {
        var bucket = Bucket(key);
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire();
        var remaining = bucket.GetStatistics()?.CurrentAvailablePermits ?? 0;
        var untilFull = (int)Math.Ceiling((perMinute - remaining) * 60.0 / perMinute);
        Append(response.Headers, PolicyHeader, _policy);
        Append(response.Headers, StateHeader, string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={remaining};t={untilFull}"));
        if (lease.IsAcquired)
            return null;

        var wait = (int)Math.Ceiling(Math.Max(1, 60.0 / perMinute));
        return new Problem(ProblemCode.RateLimited, $"The limit of {perMinute} requests a minute for one {name} is used up.")
        {
            RetryAfterSeconds = wait,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _buckets.Dispose();

    private TokenBucketRateLimiter Bucket(TKey key)
    {
        if (_buckets.TryGetValue(key, out TokenBucketRateLimiter? known))
            return known!;

        // Adds whole tokens about once a second, at exactly the rate.
        var perSecond = (perMinute + 59) / 60;
        // Two first calls at once may each make a bucket. The lost single token does not matter.
        return _buckets.Set(
            key,
            new TokenBucketRateLimiter(
                new TokenBucketRateLimiterOptions
                {
                    AutoReplenishment = false,
                    TokenLimit = perMinute,
                    TokensPerPeriod = perSecond,
                    ReplenishmentPeriod = TimeSpan.FromMinutes((double)perSecond / perMinute),
                    QueueLimit = 0,
                }
            ),
            Kept
        );
    }

    private static void Append(IHeaderDictionary headers, string name, string item) =>
        headers[name] = headers.TryGetValue(name, out var others) ? $"{others}, {item}" : item;
}
