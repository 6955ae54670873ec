using Hal.Api.Rendering;

namespace Hal.Api.Tests.Rendering;

/// <summary>The HTML of an article is made once.</summary>
public class RenderedArticlesTests
{
    [Test]
    public void What_is_published_is_rendered_once()
    {
        using var rendered = new RenderedArticles();
        var text = string.Concat(Enumerable.Repeat("Some **text**.\n\n", 20));
        var first = rendered.Of(text);

        Assert.That(rendered.Of(new string(text.AsSpan())), Is.SameAs(first));
        Assert.That(rendered.Of($"{text}."), Is.Not.EqualTo(first));
    }
}
