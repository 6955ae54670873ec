using Hal.Api.Domain.Fields;

namespace Hal.Api.Tests.Domain.Fields;

public class EmailTests
{
    [TestCase("ana@acme.example", true)]
    [TestCase("a@b", true)]
    [TestCase("  Ana@Acme.Example\t", true)]
    [TestCase("žana+x@šola.example", true)]
    [TestCase("", true, Description = "blank counts as absent")]
    [TestCase("   ", true)]
    [TestCase(null, true)]
    [TestCase("ana", false)]
    [TestCase("@b", false)]
    [TestCase("a@", false)]
    [TestCase("a@b@c", false)]
    [TestCase("a b@c", false)]
    [TestCase("a@b c", false)]
    [TestCase("a@b\nc", false)]
    [TestCase("a\u0001@b", false)]
    public void Has_to_look_like_an_address(string? text, bool isPlausible) =>
        Assert.That(Email.IsPlausible(text), Is.EqualTo(isPlausible));

    [TestCase(254, true)]
    [TestCase(255, false)]
    public void Has_at_most_254_characters(int length, bool isPlausible) =>
        Assert.That(Email.IsPlausible("a@" + new string('b', length - 2)), Is.EqualTo(isPlausible));

    [Test]
    public void Counts_its_characters_after_trimming() => Assert.That(Email.IsPlausible("  a@" + new string('b', 252) + "  "), Is.True);

    [TestCase("  Ana@ACME.example ", "ana@acme.example")]
    [TestCase("", null)]
    [TestCase(" \t", null)]
    [TestCase(null, null)]
    public void Is_kept_trimmed_and_in_lower_case(string? text, string? kept) => Assert.That(Email.Normalize(text), Is.EqualTo(kept));

    [TestCase("ana@acme.example", "acme.example")]
    [TestCase("a@b", "b")]
    public void Has_a_domain_behind_the_at(string email, string domain) => Assert.That(Email.DomainOf(email), Is.EqualTo(domain));
}
