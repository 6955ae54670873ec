using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Hal.Api.Rendering;

namespace Hal.Api.Pages;

/// <summary>
/// A piece of HTML. It is made from an interpolated string: the literal text is HTML, and every value is escaped unless it is a piece of
/// HTML itself. <see cref="Trusted"/> is the only way around this.
/// </summary>
public sealed class Html
{
    /// <summary>An empty piece.</summary>
    public static readonly Html Empty = new("");

    private readonly string _text;

    private Html(string text) => _text = text;

    /// <summary>HTML with values in it: <c>Html.Of($"&lt;p&gt;{title}&lt;/p&gt;")</c>.</summary>
    /// <param name="template">The HTML. Its attributes must be in double quotes.</param>
    public static Html Of(HtmlTemplate template) => new(template.ToString());

    /// <summary>One piece for each item, in order.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> make) => new(string.Concat(items.Select(item => make(item)._text)));

    /// <summary>A piece if the condition holds, else nothing.</summary>
    public static Html If(bool isWanted, Func<Html> make)
    {
        return isWanted ? make() : Empty;
    }

    /// <summary>HTML that is not escaped again.</summary>
    /// <param name="html">HTML that the sanitizer or Hal's own code has made safe.</param>
    public static Html Trusted(string html) => new(html);

    /// <inheritdoc/>
    public override string ToString() => _text;
}

/// <summary>Escapes the values of an interpolated string.</summary>
[InterpolatedStringHandler]
public readonly struct HtmlTemplate
{
    private readonly StringBuilder _text;

    /// <summary>Called by the compiler for each interpolated string.</summary>
    /// <param name="literalLength">The number of literal characters.</param>
    /// <param name="formattedCount">The number of values.</param>
    public HtmlTemplate(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Adds literal HTML.</summary>
    public void AppendLiteral(string text) => _text.Append(text);

    /// <summary>Adds a piece of HTML, unchanged.</summary>
    public void AppendFormatted(Html html) => _text.Append(html);

    /// <summary>Adds a text, escaped.</summary>
    public void AppendFormatted(string? text) => _text.Append(MarkedText.Encoder.Encode(text ?? ""));

    /// <summary>Adds a number.</summary>
    public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
