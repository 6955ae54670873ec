using Hal.Api.Rendering;

namespace Hal.Api.Tests.Rendering;

/// <summary>The HTML and the text of what members write.</summary>
public class ArticleMarkdownTests
{
    [Test]
    public void Markdown_keeps_structure_and_loses_what_could_run()
    {
        const string Markdown =
            "# One\n\n**b** <script>x</script><a href=\"javascript:x\" onclick=\"x\" style=\"color:red\">l</a>"
            + "\n\n| a |\n|---|\n| 1 |\n\nhttps://hal.example";

        var html = ArticleMarkdown.Render(Markdown);

        Assert.That(
            html,
            Does.Contain("<h2>One</h2>")
                .And.Contain("<strong>b</strong>")
                .And.Contain("<table>")
                .And.Contain("<a>l</a>")
                .And.Contain("""<a href="https://hal.example" rel="nofollow noopener noreferrer">""")
        );
        Assert.That(html, Does.Not.Contain("script").And.Not.Contain("onclick").And.Not.Contain("style"));
        Assert.That(ArticleMarkdown.TextOf(Markdown), Is.EqualTo("One b l a 1 https://hal.example"));
    }

    [TestCase("# A\n\n## B", "<h2>A</h2> <h3>B</h3>")]
    [TestCase("## A\n\n### B", "<h2>A</h2> <h3>B</h3>")]
    [TestCase("### A\n\n## B", "<h3>A</h3> <h2>B</h2>")]
    [TestCase("# A\n\n###### B", "<h2>A</h2> <h6>B</h6>")]
    public void Headings_begin_directly_below_the_pages_own(string markdown, string html) =>
        Assert.That(ArticleMarkdown.Render(markdown).Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(html.Split(' ')));

    [TestCase("<div>")]
    [TestCase("> ")]
    [TestCase("[")]
    [TestCase("<b>")]
    [TestCase("* ")]
    [TestCase("![")]
    [TestCase("<table><td>")]
    [TestCase("`")]
    [TestCase("**a ")]
    public void What_nests_without_end_is_refused_or_shown_and_never_brings_the_service_down(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 50_000 / part.Length));

        if (ArticleMarkdown.CanShow(text))
            Assert.That(ArticleMarkdown.TextOf(text), Is.Not.Null);
    }

    [Test]
    public void A_hundred_open_elements_are_too_many() =>
        Assert.That(ArticleMarkdown.CanShow(string.Concat(Enumerable.Repeat("<div>", 200))), Is.False);
}
