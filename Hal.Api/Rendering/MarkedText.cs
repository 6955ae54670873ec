using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Hal.Api.Domain.Articles;

namespace Hal.Api.Rendering;

/// <summary>Makes HTML of a text in which the words that a search found are marked.</summary>
public static class MarkedText
{
    /// <summary>Escapes text for HTML. Letters of every language stay as they are, so that the source of a page is readable.</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text as HTML: the words that were searched for in <c>mark</c>, everything else escaped.</summary>
    /// <param name="marks">What the words begin with; empty to mark none.</param>
    public static string ToHtml(string text, IReadOnlyList<string> marks)
    {
        var (html, done) = (new StringBuilder(), 0);
        foreach (var word in SearchText.Words(text).Where(word => Excerpt.IsMarked(word, marks)))
        {
            html.Append(Encoder.Encode(text[done..word.Start]))
                .Append("<mark>")
                .Append(Encoder.Encode(text.Substring(word.Start, word.Length)))
                .Append("</mark>");
            done = word.Start + word.Length;
        }

        return html.Append(Encoder.Encode(text[done..])).ToString();
    }
}
