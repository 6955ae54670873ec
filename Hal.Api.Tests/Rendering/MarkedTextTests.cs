using Hal.Api.Rendering;

namespace Hal.Api.Tests.Rendering;

public class MarkedTextTests
{
    [TestCase("a <b>Réfund</b> & more", "refund", "a &lt;b&gt;<mark>Réfund</mark>&lt;/b&gt; &amp; more")]
    [TestCase("Refunds, refunded", "refund", "<mark>Refunds</mark>, <mark>refunded</mark>")]
    [TestCase("<mark>", "refund", "&lt;mark&gt;")]
    public void The_words_that_were_found_are_marked_and_the_rest_is_escaped(string text, string mark, string html) =>
        Assert.That(MarkedText.ToHtml(text, [mark]), Is.EqualTo(html));

    [Test]
    public void Without_a_search_nothing_is_marked() => Assert.That(MarkedText.ToHtml("A & b", []), Is.EqualTo("A &amp; b"));
}
