using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Rendering;

/// <summary>
/// The HTML of what is published, made once on each instance by whoever asks first. What is remembered is found by the text itself: so it
/// holds for each version of an article, whatever else the project publishes, and nothing has to be told when one changes.
/// </summary>
public sealed class RenderedArticles : IDisposable
{
    // Characters, and so about twice as many bytes.
    private const int MaxSize = 8 * 1024 * 1024;

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxSize });

    /// <summary>The HTML to show for a published text. Many who ask for it at once wait for one.</summary>
    /// <param name="markdown">The text.</param>
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

        // Its length is only known by now, and so is whether there is any.
        Remember(key, html, html.Value.Length);
        return html.Value;
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private void Remember(string key, Lazy<string> html, int length) =>
        _known.Set(key, html, new MemoryCacheEntryOptions { Size = length + key.Length + 200, SlidingExpiration = IdleTime });
}
