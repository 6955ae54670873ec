using Hal.Api.Domain.Names;

namespace Hal.Api.Tests.Domain.Names;

public class SearchWordsTests
{
    [TestCase("Hello, hello World", "hello world")]
    [TestCase("Über die Straße", "uber die strasse")]
    [TestCase("mail: foo@bar.example", "mail foo bar example")]
    [TestCase("", "")]
    [TestCase(" .,! ", "")]
    public void Are_runs_of_letters_and_digits(string text, string words) =>
        Assert.That(SearchWords.Of(text), Is.EqualTo(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Test]
    public void Signs_of_a_script_without_gaps_are_words_by_themselves() =>
        Assert.That(SearchWords.Of("a世界b"), Has.Length.EqualTo(4).And.Contains("a").And.Contains("b"));

    [Test]
    public void A_word_is_cut_where_it_is_longer_than_any() =>
        Assert.That(SearchWords.Of(new string('x', 9_999)).Single(), Has.Length.EqualTo(100));

    [TestCase("Inv wrong", "inv:* & wrong:*")]
    [TestCase("a & ! b | 'c':*", "a:* & b:* & c:*")]
    [TestCase("!!!", null)]
    public void A_term_is_looked_for_by_the_beginnings_of_its_words(string term, string? query) =>
        Assert.That(SearchWords.Query(term), Is.EqualTo(query));
}
