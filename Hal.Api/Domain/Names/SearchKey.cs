using AnyAscii;

namespace Hal.Api.Domain.Names;

/// <summary>
/// What a search looks through and for: lower-case ASCII, so that "muller" finds Müller and "ivan" finds Иван, and the database's locale plays no part. Stored as <c>search_key</c>.
/// </summary>
public static class SearchKey
{
    // Nobody searches across the end of a field.
    private const char Separator = '\n';

    /// <summary>The key of a row.</summary>
    /// <param name="fields">What it is found by; null for what it does not have.</param>
    public static string Of(params ReadOnlySpan<string?> fields) => string.Join(Separator, fields.ToArray().OfType<string>().Select(Fold));

    /// <summary>The pattern that finds a term anywhere in a key.</summary>
    /// <param name="term">What somebody typed.</param>
    public static string Pattern(string term)
    {
        ArgumentNullException.ThrowIfNull(term);
        var folded = Fold(term.Trim()).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return $"%{folded}%";
    }

    private static string Fold(string text) => text.Transliterate().ToLowerInvariant();
}
