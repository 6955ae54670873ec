using System.Text;
using AnyAscii;

namespace Hal.Api.Domain.Names;

/// <summary>
/// What a search looks through and for, stored as <c>search_key</c>: ASCII letters and digits only, since of anything else a trigram index
/// sees nothing where the database's locale is C. Text is transliterated, so that "muller" finds Müller and "ivan" finds Иван, and put in
/// lower case; a capital then stands for a mark, or begins the code of a rarer one. A part of a text always has a part of its key as its
/// own key, and no key holds a character that means something in a pattern.
/// </summary>
public static class SearchKey
{
    // Nobody searches across the end of a field.
    private const char EndOfField = 'Z';
    private const char BeginOfCode = 'X';
    private const string Marks = "@.-_+ ";
    private const string MarkLetters = "APDULS";
    private const string Digits = "BCEFGHIJKMNOQRTV";

    /// <summary>The key of a row.</summary>
    /// <param name="fields">What it is found by; null for what it does not have.</param>
    public static string Of(params ReadOnlySpan<string?> fields)
    {
        var key = new StringBuilder();
        foreach (var field in fields)
        {
            if (field is null)
                continue;

            if (key.Length > 0)
                key.Append(EndOfField);

            Append(key, field);
        }

        return key.ToString();
    }

    /// <summary>The pattern that finds a term anywhere in a key.</summary>
    /// <param name="term">What somebody typed.</param>
    public static string Pattern(string term)
    {
        return $"%{Of(term.Trim())}%";
    }

    private static void Append(StringBuilder key, string text)
    {
        foreach (var c in text.Transliterate().ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                key.Append(c);
            else if (Marks.IndexOf(c, StringComparison.Ordinal) is >= 0 and var mark)
                key.Append(MarkLetters[mark]);
            else
                key.Append(BeginOfCode).Append(Digits[(c >> 4) & 0xF]).Append(Digits[c & 0xF]);
        }
    }
}
