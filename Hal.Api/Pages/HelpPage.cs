namespace Hal.Api.Pages;

/// <summary>A page of the help center, ready to be sent.</summary>
/// <param name="Body">The text.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="ContentSecurityPolicy">What a browser may load for it.</param>
public sealed record HelpPage(string Body, string MediaType, string ContentSecurityPolicy)
{
    /// <summary>
    /// What stands in a page for the scheme and host that readers know the service by, until it is sent: callers name any host they like,
    /// and a page of each would be made and kept for them. Nobody can guess it, so no text of an article has it.
    /// </summary>
    public static readonly string Origin = $"origin{Guid.NewGuid():N}"[..22];

    /// <summary>Where the page is now, if its address is a former one; nothing else counts then.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The article that it shows; null for none.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>The language, if that may be the reader's choice and not the address's.</summary>
    public string Locale { get; init; } = "";

    /// <summary>Changes whenever the page could.</summary>
    public string ETag { get; init; } = "";
}
