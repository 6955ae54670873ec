using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Hal.Api.Pages;

/// <summary>
/// A piece of HTML. It is made of literal text, in which every value is escaped unless it is such a piece itself; no other way leads here
/// but <see cref="Trusted"/>.
/// </summary>
public sealed class Html
{
    /// <summary>Nothing.</summary>
    public static readonly Html Empty = new("");

    private readonly string _text;

    private Html(string text) => _text = text;

    /// <summary>HTML with values in it: <c>Html.Of($"&lt;p&gt;{title}&lt;/p&gt;")</c>.</summary>
    /// <param name="template">The literal, whose attributes are in double quotes.</param>
    public static Html Of(HtmlTemplate template) => new(template.ToString());

    /// <summary>A piece for each of several things.</summary>
    /// <typeparam name="T">What they are.</typeparam>
    /// <param name="items">The things.</param>
    /// <param name="make">Makes the piece of one.</param>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> make) => new(string.Concat(items.Select(item => make(item)._text)));

    /// <summary>A piece that is only there on a condition.</summary>
    /// <param name="isWanted">The condition.</param>
    /// <param name="make">Makes the piece.</param>
    public static Html If(bool isWanted, Func<Html> make)
    {
        return isWanted ? make() : Empty;
    }

    /// <summary>What the sanitizer has let through, or Hal's own code has escaped.</summary>
    /// <param name="html">Safe HTML.</param>
    public static Html Trusted(string html) => new(html);

    /// <inheritdoc/>
    public override string ToString() => _text;
}

/// <summary>Escapes the values of an interpolated string.</summary>
[InterpolatedStringHandler]
public readonly struct HtmlTemplate
{
    // What is written in letters of any language stays legible in the page's source.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    /// <summary>Begins a template.</summary>
    /// <param name="literalLength">How many characters are literal.</param>
    /// <param name="formattedCount">How many values there are.</param>
    public HtmlTemplate(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Adds literal text.</summary>
    /// <param name="text">The text.</param>
    public void AppendLiteral(string text) => _text.Append(text);

    /// <summary>Adds a piece as it is.</summary>
    /// <param name="html">The piece.</param>
    public void AppendFormatted(Html html) => _text.Append(html);

    /// <summary>Adds a text, escaped.</summary>
    /// <param name="text">The text.</param>
    public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

    /// <summary>Adds a number.</summary>
    /// <param name="number">The number.</param>
    public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
