using Hal.Api.Domain.Fields;

namespace Hal.Api.Tests.Domain.Fields;

public class CallerIdTests
{
    [TestCase("null")]
    [TestCase("undefined")]
    [TestCase("none")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("anonymous")]
    [TestCase("guest")]
    [TestCase("[object Object]")]
    [TestCase("NaN")]
    [TestCase("UNDEFINED")]
    [TestCase(" Guest ")]
    public void Words_that_mean_nobody_are_placeholders(string id) => Assert.That(CallerId.IsPlaceholder(id), Is.True);

    [TestCase("1")]
    [TestCase("00")]
    [TestCase("guest-1")]
    [TestCase("nullius")]
    [TestCase("nobody")]
    public void Other_words_are_ids(string id) => Assert.That(CallerId.IsPlaceholder(id), Is.False);

    [TestCase(null, null)]
    [TestCase("", null)]
    [TestCase(" \t", null)]
    [TestCase(" u-1 ", " u-1 ")]
    public void Blank_counts_as_absent(string? text, string? kept) => Assert.That(CallerId.OrAbsent(text), Is.EqualTo(kept));
}
