using System.Text.RegularExpressions;

namespace Hal.Api.Domain.Articles;

/// <summary>
/// The language of a text, as a BCP 47 tag: <c>en</c>, <c>pt-BR</c>. Tags are stored normalized, so that they can be compared byte by byte.
/// </summary>
public static partial class Locale
{
    /// <summary>The longest tag, in characters.</summary>
    public const int MaxLength = 35;

    private const string Simple = "simple";

    // The text-search configurations of PostgreSQL 15, by language.
    private static readonly Dictionary<string, string> Configurations = new(StringComparer.Ordinal)
    {
        ["ar"] = "arabic",
        ["hy"] = "armenian",
        ["eu"] = "basque",
        ["ca"] = "catalan",
        ["da"] = "danish",
        ["nl"] = "dutch",
        ["en"] = "english",
        ["fi"] = "finnish",
        ["fr"] = "french",
        ["de"] = "german",
        ["el"] = "greek",
        ["hi"] = "hindi",
        ["hu"] = "hungarian",
        ["id"] = "indonesian",
        ["ga"] = "irish",
        ["it"] = "italian",
        ["lt"] = "lithuanian",
        ["ne"] = "nepali",
        ["no"] = "norwegian",
        ["nb"] = "norwegian",
        ["nn"] = "norwegian",
        ["pt"] = "portuguese",
        ["ro"] = "romanian",
        ["ru"] = "russian",
        ["sr"] = "serbian",
        ["es"] = "spanish",
        ["sv"] = "swedish",
        ["ta"] = "tamil",
        ["tr"] = "turkish",
        ["yi"] = "yiddish",
    };

    /// <summary>Whether a text is a well-formed tag.</summary>
    public static bool IsValid(string? text) => text is { Length: <= MaxLength } && Form().IsMatch(text);

    /// <summary>A tag in its normal spelling: <c>PT-br</c> becomes <c>pt-BR</c>.</summary>
    /// <param name="tag">A valid tag.</param>
    public static string Normalize(string tag)
    {
        var parts = tag.Split('-');
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i].ToLowerInvariant();
            if (i > 0 && parts[i].Length == 2)
                parts[i] = parts[i].ToUpperInvariant();
            else if (i > 0 && parts[i].Length == 4 && char.IsAsciiLetter(parts[i][0]))
                parts[i] = $"{char.ToUpperInvariant(parts[i][0])}{parts[i][1..]}";
        }

        return string.Join('-', parts);
    }

    /// <summary>The text-search configuration of a language; <c>simple</c> if PostgreSQL has none.</summary>
    /// <param name="tag">A normalized tag.</param>
    public static string Configuration(string tag) => Configurations.GetValueOrDefault(Language(tag), Simple);

    /// <summary>The language without region or script: <c>pt</c> for <c>pt-BR</c>.</summary>
    public static string Language(string tag)
    {
        return tag.Split('-')[0];
    }

    /// <summary>
    /// The best of the available locales: the wanted one, else one of the same language, else the fallback, else the first. Null if none is
    /// available.
    /// </summary>
    /// <param name="wanted">The wanted locales, best first.</param>
    /// <param name="fallback">The project's default locale.</param>
    public static string? Best(IEnumerable<string> wanted, IReadOnlyList<string> available, string fallback)
    {
        foreach (var tag in wanted.Where(IsValid).Select(Normalize))
        {
            if (available.Contains(tag))
                return tag;

            if (available.FirstOrDefault(a => Language(a) == Language(tag)) is { } near)
                return near;
        }

        var last = IsValid(fallback) ? Normalize(fallback) : fallback;
        return available.Contains(last) ? last
            : available.Count > 0 ? available[0]
            : null;
    }

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex Form();
}
