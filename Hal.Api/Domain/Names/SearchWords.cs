using System.Text;
using AnyAscii;

namespace Hal.Api.Domain.Names;

/// <summary>
/// The words of a text that a search finds by their beginnings: runs of ASCII letters and digits in lower case, to which all else is
/// transliterated. Where a script has no gaps between its words, each sign is a word.
/// </summary>
public static class SearchWords
{
    // The signs of East Asia: radicals and above.
    private const int FirstSign = 0x2E80;

    // More than this of one word tells nothing more; the database has a limit, too.
    private const int MaxLength = 100;

    /// <summary>The different words of a text.</summary>
    /// <param name="text">The text.</param>
    public static string[] Of(string text)
    {
        var (words, word) = (new HashSet<string>(StringComparer.Ordinal), new StringBuilder());
        foreach (var rune in text.EnumerateRunes())
        {
            var isSign = rune.Value >= FirstSign;
            if (isSign)
                End(words, word);

            foreach (var c in rune.IsAscii ? rune.ToString() : rune.ToString().Transliterate())
            {
                if (char.IsAsciiLetterOrDigit(c))
                    word.Append(char.ToLowerInvariant(c));
                else
                    End(words, word);
            }

            if (isSign)
                End(words, word);
        }

        End(words, word);
        return [.. words];
    }

    /// <summary>The search for texts that have every word of a term, or one that begins with it; null for a term without words.</summary>
    /// <param name="term">What somebody typed.</param>
    public static string? Query(string term)
    {
        var words = Of(term);
        return words.Length == 0 ? null : string.Join(" & ", words.Select(word => $"{word}:*"));
    }

    private static void End(HashSet<string> words, StringBuilder word)
    {
        if (word.Length > 0)
            words.Add(word.ToString(0, Math.Min(word.Length, MaxLength)));

        word.Clear();
    }
}
