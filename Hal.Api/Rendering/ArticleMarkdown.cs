using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Markdig;
using Markdig.Syntax;

namespace Hal.Api.Rendering;

/// <summary>
/// Makes safe HTML of the Markdown that members write. Members may write HTML as well. The result has only text, structure, links and
/// pictures: no scripts, styles, forms or frames, and only web, e-mail and telephone addresses.
/// </summary>
public static class ArticleMarkdown
{
    /// <summary>The longest content, in characters.</summary>
    public const int MaxLength = 100_000;

    // The sanitizer works recursively, so deep nesting would overflow the stack.
    private const int MaxDepth = 100;

    // Each use of a reference or an abbreviation repeats its text, so 100 kB of Markdown could become hundreds of megabytes of HTML.
    private const int MaxHtmlLength = 1_000_000;

    private const int MaxElements = 20_000;

    // How many characters the parser may scan in all, in search of closing marks.
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

    // Shared: it does not change after this, so several threads can use it.
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>
    /// Whether a text can be shown. It cannot if it nests too deep, or costs far more to render than an article does.
    /// </summary>
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
            // Too deep for the parser, or more HTML than we allow.
            return false;
        }
    }

    /// <summary>The HTML to show. Its highest heading is <c>h2</c>, one below the title of the page.</summary>
    /// <param name="markdown">A text that <see cref="CanShow"/>.</param>
    public static string Render(string markdown)
    {
        return Sanitizer.Sanitize(ToHtml(markdown)).Trim();
    }

    /// <summary>The plain text: the words that a reader of the HTML sees.</summary>
    /// <param name="markdown">A text that <see cref="CanShow"/>.</param>
    public static string TextOf(string markdown)
    {
        var text = new System.Text.StringBuilder();
        Add(new HtmlParser().ParseDocument(Render(markdown)).Body!);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        // Recursive, because rendered HTML does not nest deep. Goes over ChildNodes, because NextSibling takes time in proportion to the
        // number of siblings.
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

            // The end of a block ends a word.
            if (node is IElement parent && Blocks.Contains(parent.LocalName))
                text.Append(' ');
        }
    }

    private static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var headings = document.Descendants<HeadingBlock>().ToList();
        // The highest heading of the text becomes h2, whether it was written with one # or with two.
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

    // Goes over ChildNodes, because NextSibling takes time in proportion to the number of siblings.
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
