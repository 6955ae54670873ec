using System.Text.RegularExpressions;

namespace Hal.Api.Domain.Articles;

/// <summary>Cuts the part out of a text that matches a search.</summary>
public static partial class Excerpt
{
    /// <summary>The longest excerpt, in characters.</summary>
    public const int Length = 200;

    private const int Before = 60;
    private const string Ellipsis = "…";

    /// <summary>What the words to mark begin with: the terms as typed, and what the database searched for.</summary>
    /// <param name="query">The database's query as text: <c>'refund' | 'polici':*</c>.</param>
    public static IReadOnlyList<string> Marks(IEnumerable<string> terms, string query) =>
        [
            .. terms
                .Concat(Lexemes().Matches(query).Select(m => m.Groups[1].Value))
                .Where(t => t.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The beginning of a text, cut between words.</summary>
    /// <param name="length">The most characters.</param>
    public static string Lead(string text, int length = Length)
    {
        if (text.Length <= length)
            return text;

        var cut = text.LastIndexOf(' ', length - 1);
        cut = cut > length / 2 ? cut : length - 1;
        return text[..(char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)] + Ellipsis;
    }

    /// <summary>The part of a text around the first word that was searched for; the beginning of the text if it has none.</summary>
    /// <param name="marks">What the words begin with.</param>
    public static string Around(string text, IReadOnlyList<string> marks)
    {
        var first = SearchText.Words(text).FirstOrDefault(word => IsMarked(word, marks));
        if (first.Length == 0 || first.Start + first.Length <= Length)
            return Lead(text);

        var start = text.IndexOf(' ', Math.Max(0, first.Start - Before)) + 1;
        start = start > 0 && start <= first.Start ? start : first.Start;
        return Ellipsis + Lead(text[start..]);
    }

    /// <summary>Whether a word is one of those that were searched for.</summary>
    /// <param name="word">A word of the text.</param>
    /// <param name="marks">What the words begin with.</param>
    public static bool IsMarked(TextWord word, IReadOnlyList<string> marks)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            if (word.BeginsWith(marks[i]))
                return true;
        }

        return false;
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Lexemes();
}
