using System.Buffers;

namespace Hal.Api.Rendering;

/// <summary>
/// Estimates the cost of parsing a text without parsing it. A parser looks ahead from each opening mark for the closing one, so a text with
/// thousands of opening marks and no closing ones is scanned once for each. Ordinary articles stay far below every limit.
/// </summary>
public static class MarkdownCost
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n\f\v");

    // Each ends at the first space, if not before.
    private static readonly string[] Addresses = ["](", "://", "mailto:", "www."];

    private static readonly (string Opens, string Closes)[] Marks = [("<?", "?>"), ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">")];

    private static readonly HashSet<string> Unclosed = new(StringComparer.OrdinalIgnoreCase)
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "colgroup",
        "dd",
        "dt",
        "li",
        "option",
        "p",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    };

    /// <summary>Whether a parser looks ahead at no more than so many characters of the Markdown in all.</summary>
    /// <param name="most">The most characters.</param>
    public static bool IsAtMost(string markdown, long most)
    {
        var cost = 0L;
        foreach (var address in Addresses)
        {
            var text = markdown.AsSpan();
            var count = 0L;
            for (int at, end; (at = text.IndexOf(address, StringComparison.OrdinalIgnoreCase)) >= 0; text = text[(at + address.Length)..])
            {
                end = text[at..].IndexOfAny(Spaces);
                // Each also scans the ones before it.
                cost += (end < 0 ? text.Length - at : end) + ++count;
                if (cost > most)
                    return false;
            }
        }

        foreach (var (opens, closes) in Marks)
        {
            var text = markdown.AsSpan();
            for (int at, end; (at = text.IndexOf(opens, StringComparison.Ordinal)) >= 0; text = text[(at + opens.Length)..])
            {
                end = text[at..].IndexOf(closes, StringComparison.Ordinal);
                cost += end < 0 ? text.Length - at : end;
                if (cost > most)
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether HTML has at most so many elements, and never more open elements of one name than may nest.</summary>
    /// <param name="elements">The most elements.</param>
    /// <param name="depth">The most open elements of one name.</param>
    public static bool HasAtMost(string html, int elements, int depth)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        var unclosed = Unclosed.GetAlternateLookup<ReadOnlySpan<char>>();
        var text = html.AsSpan();
        var count = 0;
        for (int at; (at = text.IndexOf('<')) >= 0; )
        {
            text = text[(at + 1)..];
            var closes = text.StartsWith('/');
            if (closes)
                text = text[1..];

            var length = 0;
            while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
                length++;

            var name = text[..length];
            if (length == 0)
                continue;

            if (!closes && ++count > elements)
                return false;

            if (unclosed.Contains(name))
                continue;

            open.TryGetValue(name, out var before);
            open[name] = closes ? Math.Max(0, before - 1) : before + 1;
            if (before >= depth && !closes)
                return false;
        }

        return true;
    }
}
