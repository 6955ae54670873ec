using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AnyAscii;

namespace Hal.Api.Domain.Articles;

/// <summary>The readable end of an article's address: ASCII letters, digits and hyphens, made from a title in any script.</summary>
public static partial class Slug
{
    /// <summary>The longest slug that a member may choose.</summary>
    public const int MaxLength = 100;

    // Leaves room for the number that makes a slug unique.
    private const int MaxMadeLength = 80;
    private const string Nameless = "article";

    /// <summary>Whether a text is a slug.</summary>
    public static bool IsValid(string? text) => text is { Length: <= MaxLength } && Form().IsMatch(text);

    /// <summary>The slug of a title.</summary>
    /// <param name="locale">Its language: German writes ä as ae.</param>
    public static string Of(string title, string locale)
    {
        var text = title.Normalize(NormalizationForm.FormC);
        if (Locale.Language(locale) == "de")
            text = text.Replace("ä", "ae", StringComparison.Ordinal)
                .Replace("ö", "oe", StringComparison.Ordinal)
                .Replace("ü", "ue", StringComparison.Ordinal)
                .Replace("Ä", "Ae", StringComparison.Ordinal)
                .Replace("Ö", "Oe", StringComparison.Ordinal)
                .Replace("Ü", "Ue", StringComparison.Ordinal);

        var ascii = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!SearchText.IsWord(rune))
            {
                // "Don't" is one word.
                if (rune.Value is not ('\'' or '’'))
                    ascii.Append('-');
            }
            else if (SearchText.StandsAlone(rune))
                ascii.Append('-').Append(Letters(rune)).Append('-');
            else
                ascii.Append(Letters(rune));
        }

        var slug = Others().Replace(ascii.ToString().ToLowerInvariant(), "-").Trim('-');
        if (slug.Length > MaxMadeLength)
        {
            var cut = slug.LastIndexOf('-', MaxMadeLength);
            slug = slug[..(cut > MaxMadeLength / 2 ? cut : MaxMadeLength)].Trim('-');
        }

        return slug.Length == 0 ? Nameless : slug;
    }

    /// <summary>The first of <c>x</c>, <c>x-2</c>, <c>x-3</c>… that is free.</summary>
    /// <param name="wanted">The slug of the title.</param>
    /// <param name="taken">The slugs of other articles.</param>
    public static string Free(string wanted, IReadOnlySet<string> taken)
    {
        if (!taken.Contains(wanted))
            return wanted;

        var number = 2;
        while (taken.Contains(Numbered(wanted, number)))
            number++;

        return Numbered(wanted, number);
    }

    /// <summary>Whether <see cref="Free"/> can make the slug from the wanted one, so that it need not change with the title.</summary>
    /// <param name="slug">The present slug.</param>
    /// <param name="wanted">The slug of the title.</param>
    public static bool IsOf(string slug, string wanted)
    {
        return slug == wanted
            || (
                slug.StartsWith($"{wanted}-", StringComparison.Ordinal)
                && int.TryParse(slug[(wanted.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            );
    }

    // A soft sign becomes an apostrophe, which does not end a word.
    private static string Letters(Rune rune) => string.Concat(rune.ToString().Transliterate().Where(char.IsAsciiLetterOrDigit));

    private static string Numbered(string slug, int number) => string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Form();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Others();
}
