using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Markdig;
using Markdig.Syntax;

namespace Hal.Api.Rendering;

/// <summary>
/// Markdown as members write it, made into HTML that is safe to show. Members may write HTML as well; what comes out holds nothing but
/// text, structure, links and pictures: no script, no style, no form, no frame, and no address but of the web, e-mail and telephone.
/// </summary>
public static class ArticleMarkdown
{
    /// <summary>The longest content, in characters.</summary>
    public const int MaxLength = 100_000;

    // What parses without end must not be walked through by recursion, as the sanitizer does.
    private const int MaxDepth = 100;

    // A reference or an abbreviation is written once and repeated by every use of it: a hundred kilobytes could become hundreds of
    // megabytes.
    private const int MaxHtmlLength = 1_000_000;

    private const int MaxElements = 20_000;

    // Characters that the parser may look at again and again, in search of what closes something.
    private const int MaxLookAhead = 10_000_000;

    private static readonly string[] Tags =
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ];

    private static readonly string[] Attributes =
    [
        "abbr",
        "align",
        "alt",
        "cite",
        "colspan",
        "height",
        "href",
        "lang",
        "open",
        "reversed",
        "rowspan",
        "scope",
        "span",
        "src",
        "start",
        "title",
        "width",
    ];

    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    private static readonly string[] Addresses = ["href", "src", "cite"];

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address",
        "blockquote",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    };

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseEmphasisExtras()
        .UseAutoLinks()
        .UseDefinitionLists()
        .UseFigures()
        .UseAbbreviations()
        .Build();

    // Shared: it is not changed after this, and its parts are safe to use from several threads then.
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>
    /// Whether a text can be shown: one that nests hundreds of levels deep cannot, nor one that costs far more to show than an article
    /// does.
    /// </summary>
    /// <param name="markdown">What a member wrote.</param>
    public static bool CanShow(string? markdown)
    {
        if (string.IsNullOrEmpty(markdown))
            return true;

        if (!MarkdownCost.IsAtMost(markdown, MaxLookAhead))
            return false;

        try
        {
            var html = ToHtml(markdown);
            return MarkdownCost.HasAtMost(html, MaxElements, MaxDepth) && Depth(html) <= MaxDepth;
        }
        catch (ArgumentException)
        {
            // The parser's own limit of nesting, or ours of what it makes.
            return false;
        }
    }

    /// <summary>The HTML to show. Headings begin directly below the page's own.</summary>
    /// <param name="markdown">A text that <see cref="CanShow"/>.</param>
    public static string Render(string markdown)
    {
        return Sanitizer.Sanitize(ToHtml(markdown)).Trim();
    }

    /// <summary>The words of it: what a reader of the HTML sees, without any markup.</summary>
    /// <param name="markdown">A text that <see cref="CanShow"/>.</param>
    public static string TextOf(string markdown)
    {
        var text = new System.Text.StringBuilder();
        Add(new HtmlParser().ParseDocument(Render(markdown)).Body!);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        // By recursion, since nothing that is rendered nests deep; and over the children, since a node finds its next sibling only by
        // counting all of them.
        void Add(INode node)
        {
            foreach (var child in node.ChildNodes)
            {
                if (child is IText words)
                    text.Append(words.Data);
                else if (child is IElement element && (Blocks.Contains(element.LocalName) || element.LocalName == "img"))
                    text.Append(' ').Append(element.GetAttribute("alt")).Append(' ');

                Add(child);
            }

            // A block also ends a word.
            if (node is IElement parent && Blocks.Contains(parent.LocalName))
                text.Append(' ');
        }
    }

    private static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var headings = document.Descendants<HeadingBlock>().ToList();
        // The greatest that the text has stands directly below the page's own, whether it was written with one mark or with two.
        var down = 2 - (headings.Count > 0 ? headings.Min(h => h.Level) : 1);
        foreach (var heading in headings)
            heading.Level = Math.Min(heading.Level + down, 6);

        using var writer = new StringWriter(
            new System.Text.StringBuilder(1024, MaxHtmlLength),
            System.Globalization.CultureInfo.InvariantCulture
        );
        document.ToHtml(writer, Pipeline);
        return writer.ToString();
    }

    // Over the children: a node finds its next sibling only by counting all of them.
    private static int Depth(string html)
    {
        var deepest = 1;
        var open = new Stack<(INode Node, int Depth)>([(new HtmlParser().ParseDocument(html).DocumentElement, 1)]);
        while (open.TryPop(out var next))
        {
            deepest = Math.Max(deepest, next.Depth);
            foreach (var child in next.Node.ChildNodes)
                open.Push((child, next.Depth + 1));
        }

        return deepest;
    }

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = Set(Tags),
                AllowedAttributes = Set(Attributes),
                AllowedSchemes = Set(Schemes),
                UriAttributes = Set(Addresses),
                AllowedCssProperties = Set([]),
                AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
            }
        );
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is not IElement element)
                return;

            if (element.LocalName == "a" && element.HasAttribute("href"))
                element.SetAttribute("rel", "nofollow noopener noreferrer");
            else if (element.LocalName == "img")
                element.SetAttribute("loading", "lazy");
        };
        return sanitizer;

        static HashSet<string> Set(string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
    }
}
