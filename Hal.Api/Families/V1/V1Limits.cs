using Hal.Api.Limits;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Options;

namespace Hal.Api.Families.V1;

/// <summary>The limit of v1 calls: per API key (contract 2).</summary>
/// <param name="options">The sizes.</param>
public sealed class V1Limits(IOptions<LimitOptions> options) : IDisposable
{
    private readonly RateLimit<Guid> _keys = new("key", options.Value.KeyPerMinute);

    /// <summary>Counts a call against its key; the problem if that limit is used up.</summary>
    /// <param name="key">The key's id.</param>
    public Problem? CountKey(HttpContext context, Guid key)
    {
        return _keys.Count(context.Response, key);
    }

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();
}
