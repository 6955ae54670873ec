namespace Hal.Api.Pages;

/// <summary>A page of the help center, ready to be sent.</summary>
/// <param name="Body">The text.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="ContentSecurityPolicy">Its content security policy.</param>
public sealed record HelpPage(string Body, string MediaType, string ContentSecurityPolicy)
{
    /// <summary>
    /// A placeholder for the scheme and host, which is replaced when a page is sent. A caller can name any host, so a cached page must not
    /// depend on it. The placeholder is random, so no article contains it.
    /// </summary>
    public static readonly string Origin = $"origin{Guid.NewGuid():N}"[..22];

    /// <summary>Says that the page is at another path now.</summary>
    /// <param name="path">The present path.</param>
    public static HelpPage Moved(string path) => new("", "", "") { MovedTo = path };

    /// <summary>The present path of the page, if a former one was asked for. The other members have no meaning then.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The article that the page shows, if any.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>The language of the page.</summary>
    public string Locale { get; init; } = "";

    /// <summary>The entity tag. It changes whenever the page can change.</summary>
    public string ETag { get; init; } = "";
}
