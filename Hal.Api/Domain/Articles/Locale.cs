using System.Text.RegularExpressions;

namespace Hal.Api.Domain.Articles;

/// <summary>
/// The language of a text, as a BCP 47 tag: <c>en</c>, <c>pt-BR</c>. Tags are kept in one spelling, so that they can be compared byte by
/// byte.
/// </summary>
public static partial class Locale
{
    /// <summary>The longest tag, in characters.</summary>
    public const int MaxLength = 35;

    private const string Simple = "simple";

    // PostgreSQL's own configurations of version 15, and the languages they are for.
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

    /// <summary>Whether a text can be a tag.</summary>
    public static bool IsValid(string? text) => text is { Length: <= MaxLength } && Form().IsMatch(text);

    /// <summary>The one spelling of a tag: <c>PT-br</c> is <c>pt-BR</c>.</summary>
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

    /// <summary>The text-search configuration of a language; <c>simple</c> where PostgreSQL has none.</summary>
    /// <param name="tag">A tag in its one spelling.</param>
    public static string Configuration(string tag) => Configurations.GetValueOrDefault(Language(tag), Simple);

    /// <summary>The language alone: <c>pt</c> of <c>pt-BR</c>.</summary>
    /// <param name="tag">A tag.</param>
    public static string Language(string tag)
    {
        return tag.Split('-')[0];
    }

    /// <summary>
    /// The one of several locales that suits best: the same, else the same language, else the fallback, else the first. Null if there is
    /// none.
    /// </summary>
    /// <param name="wanted">What is wished for, best first.</param>
    /// <param name="available">What there is.</param>
    /// <param name="fallback">The project's default.</param>
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
