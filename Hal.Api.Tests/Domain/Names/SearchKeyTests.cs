using System.Text.RegularExpressions;
using CsCheck;
using Hal.Api.Domain.Names;

namespace Hal.Api.Tests.Domain.Names;

public class SearchKeyTests
{
    [TestCase("Müller", "muller")]
    [TestCase("Žižek", "zizek")]
    [TestCase("Иван", "ivan")]
    [TestCase("ana.novak@acme-1.example", "anaPnovakAacmeD1Pexample")]
    [TestCase("+386 40_1", "L386S40U1")]
    [TestCase("100%", "100XEH")]
    public void Is_letters_and_digits(string text, string key) => Assert.That(SearchKey.Of(text), Is.EqualTo(key));

    [Test]
    public void Ends_each_field_and_leaves_out_what_is_not_there() => Assert.That(SearchKey.Of("Ana", null, "a@b"), Is.EqualTo("anaZaAb"));

    [Test]
    public void Finds_every_part_of_a_text() =>
        Gen.Select(Gen.String, Gen.Int, Gen.Int)
            .Sample(
                (text, i, j) =>
                {
                    var runes = text.EnumerateRunes().ToArray();
                    var (from, to) = runes.Length == 0 ? (0, 0) : (Math.Abs(i % runes.Length), Math.Abs(j % runes.Length));
                    var part = string.Concat(runes.Skip(Math.Min(from, to)).Take(Math.Abs(from - to))).Trim();

                    return SearchKey
                        .Of("before", string.Concat(runes), "after")
                        .Contains(SearchKey.Pattern(part).Trim('%'), StringComparison.Ordinal);
                }
            );

    [Test]
    public void Holds_nothing_that_means_something_in_a_pattern() =>
        Gen.String.Sample(text => Regex.IsMatch(SearchKey.Of(text), "\\A[A-Za-z0-9]*\\z"));
}
