using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Rendering;

/// <summary>
/// A cache of the HTML of published articles. Each instance renders a text once, when it is first asked for. The key is the text itself, so
/// each version of an article has its own entry and nothing needs to be invalidated.
/// </summary>
public sealed class RenderedArticles : IDisposable
{
    // In characters; about twice as many bytes.
    private const int MaxSize = 8 * 1024 * 1024;

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxSize });

    /// <summary>The HTML of a published text. Concurrent callers wait for one rendering.</summary>
    public string Of(string markdown)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(markdown)));
        Lazy<string> html;
        lock (_gate)
        {
            if (!_known.TryGetValue(key, out Lazy<string>? known))
                Remember(key, known = new Lazy<string>(() => ArticleMarkdown.Render(markdown)), markdown.Length);

            html = known!;
        }

        if (html.IsValueCreated)
            return html.Value;

        // Only now its length is known, and that it can be rendered.
        Remember(key, html, html.Value.Length);
        return html.Value;
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private void Remember(string key, Lazy<string> html, int length) =>
        _known.Set(key, html, new MemoryCacheEntryOptions { Size = length + key.Length + 200, SlidingExpiration = IdleTime });
}
