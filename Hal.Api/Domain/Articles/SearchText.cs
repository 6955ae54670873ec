using System.Globalization;
using System.Text;
using AnyAscii;

namespace Hal.Api.Domain.Articles;

/// <summary>A word of a text.</summary>
public readonly struct TextWord
{
    private readonly string _text;

    // For an ASCII word, made only when needed: a search looks through fifty texts for a few words.
    private readonly string? _folded;

    internal TextWord(string text, int start, int length, string? folded) =>
        (_text, Start, Length, _folded) = (text, start, length, folded);

    /// <summary>The index of its first character in the text.</summary>
    public int Start { get; }

    /// <summary>Its length in characters; 0 for the default value, which is no word.</summary>
    public int Length { get; }

    /// <summary>The word as searches compare it: in lower case and without accents.</summary>
    public string Folded => _folded ?? _text.Substring(Start, Math.Min(Length, SearchText.MaxWordLength)).ToLowerInvariant();

    /// <summary>Whether it begins with a folded word. A single letter must be the whole word: too many begin with it.</summary>
    public bool BeginsWith(string beginning)
    {
        return _folded is not null
            ? _folded.StartsWith(beginning, StringComparison.Ordinal) && (beginning.Length > 1 || _folded.Length == beginning.Length)
            : _text.AsSpan(Start, Length).StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
                && (beginning.Length > 1 || Length == beginning.Length);
    }
}

/// <summary>
/// Words as searches compare them. Accents and case are folded here and not in the database, which may have the locale C and may lack
/// <c>unaccent</c>. The database gets words separated by spaces. Only Latin letters lose their accents: in other scripts an accent makes a
/// different letter (й is not и), which the stemmer of the language needs.
/// </summary>
public static class SearchText
{
    /// <summary>The longest word, in characters. Longer words are cut.</summary>
    public const int MaxWordLength = 60;

    private const int MaxVocabulary = 2_000;

    /// <summary>The words of a text, in order.</summary>
    public static IEnumerable<TextWord> Words(string text)
    {
        var start = -1;
        for (var i = 0; i < text.Length; )
        {
            // The fast path: most characters of most texts are ASCII.
            if (char.IsAsciiLetterOrDigit(text[i]))
            {
                if (start < 0)
                    start = i;

                i++;
                continue;
            }

            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            var isWord = isRune && IsWord(rune);
            if (start >= 0 && (!isWord || StandsAlone(rune)))
            {
                if (Word(text, start, i) is { } word)
                    yield return word;

                start = -1;
            }

            if (isWord && StandsAlone(rune))
                yield return new TextWord(text, i, length, rune.ToString());
            else if (isWord && start < 0)
                start = i;

            i += length;
        }

        if (start >= 0 && Word(text, start, text.Length) is { } last)
            yield return last;
    }

    /// <summary>A text for <c>to_tsvector</c>: its folded words, separated by spaces.</summary>
    public static string Fold(string text) => string.Join(' ', Words(text).Select(w => w.Folded));

    /// <summary>The distinct words of a text that a mistyped word may stand for, and their keys. Short words are left out.</summary>
    public static (string[] Words, string[] Keys) Vocabulary(string text)
    {
        var words = Words(text)
            .Select(w => w.Folded)
            .Where(w => w.Length >= 3 && !char.IsAsciiDigit(w[0]))
            .Distinct(StringComparer.Ordinal)
            .Select(word => (Word: word, Key: Key(word)))
            .Where(w => w.Key.Length >= 3)
            .Take(MaxVocabulary)
            .ToList();
        return ([.. words.Select(w => w.Word)], [.. words.Select(w => w.Key)]);
    }

    /// <summary>A word in ASCII letters and digits, which a trigram index handles in every locale.</summary>
    /// <param name="word">A folded word.</param>
    public static string Key(string word)
    {
        var key = string.Concat(word.Transliterate().ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return key.Length <= MaxWordLength ? key : key[..MaxWordLength];
    }

    /// <summary>Whether a character counts as a word, because its script puts no spaces between words.</summary>
    public static bool StandsAlone(Rune rune) =>
        rune.Value
            is (>= 0x3040 and <= 0x30FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x20000 and <= 0x323AF);

    internal static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static TextWord? Word(string text, int start, int end)
    {
        if (Ascii.IsValid(text.AsSpan(start, end - start)))
            return new TextWord(text, start, end - start, null);

        var folded = new StringBuilder();
        foreach (var rune in text[start..end].Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (folded.Length >= MaxWordLength)
                break;

            if (rune.Value is < 0x80)
                folded.Append(char.ToLowerInvariant((char)rune.Value));
            else if (IsLatin(rune))
                folded.Append(string.Concat(rune.ToString().Transliterate().ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)));
            else if (rune.Value is not (>= 0x0300 and <= 0x036F))
                folded.Append(rune.Value == 'ё' || rune.Value == 'Ё' ? "е" : Rune.ToLowerInvariant(rune).ToString());
        }

        return folded.Length == 0 ? null : new TextWord(text, start, end - start, folded.ToString());
    }

    private static bool IsLatin(Rune rune) => rune.Value is (>= 0x00C0 and <= 0x024F) or (>= 0x1E00 and <= 0x1EFF) or 0x00AA or 0x00BA;
}
