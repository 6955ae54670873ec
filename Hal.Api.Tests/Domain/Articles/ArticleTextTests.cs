using Hal.Api.Domain.Articles;

namespace Hal.Api.Tests.Domain.Articles;

/// <summary>Slugs, words, excerpts and places: pure rules.</summary>
public class ArticleTextTests
{
    [TestCase("How refunds work", "en", "how-refunds-work")]
    [TestCase("  Don't panic!  ", "en", "dont-panic")]
    [TestCase("Häufige Fragen über Größe", "de", "haeufige-fragen-ueber-groesse")]
    [TestCase("Hyvää päivää", "fi", "hyvaa-paivaa")]
    [TestCase("Où est mon reçu ?", "fr", "ou-est-mon-recu")]
    [TestCase("Как вернуть деньги", "ru", "kak-vernut-dengi")]
    [TestCase("退款政策", "zh", "tui-kuan-zheng-ce")]
    [TestCase("Πώς λειτουργεί", "el", "pos-leitoyrgei")]
    [TestCase("a/b\\c?d=e&f", "en", "a-b-c-d-e-f")]
    [TestCase("<script>alert(1)</script>", "en", "script-alert-1-script")]
    [TestCase("!!! ???", "en", "article")]
    public void A_slug_is_readable_ASCII(string title, string locale, string slug)
    {
        Assert.That(Slug.Of(title, locale), Is.EqualTo(slug));
        Assert.That(Slug.IsValid(Slug.Of(title, locale)));
    }

    [Test]
    public void A_long_title_is_cut_between_words()
    {
        var slug = Slug.Of(string.Join(' ', Enumerable.Repeat("word", 50)), "en");

        Assert.That(slug, Has.Length.LessThanOrEqualTo(80).And.EndsWith("-word"));
    }

    [TestCase("", "refund")]
    [TestCase("refund", "refund-2")]
    [TestCase("refund refund-2 refund-4", "refund-3")]
    public void A_taken_slug_gets_the_first_free_number(string taken, string free) =>
        Assert.That(Slug.Free("refund", taken.Split(' ').ToHashSet()), Is.EqualTo(free));

    [TestCase("Äpfel & Öl, CAFÉ", "apfel ol cafe")]
    [TestCase("cafe\u0301", "cafe")]
    [TestCase("Straße Łódź œuvre", "strasse lodz oeuvre")]
    [TestCase("мой ЁЖ", "мой еж")]
    [TestCase("foo@bar.com a-b_c", "foo bar com a b c")]
    [TestCase("退款", "退 款")]
    [TestCase("हिन्दी", "हिन्दी")]
    public void Words_lose_case_and_the_accents_of_Latin_letters(string text, string folded) =>
        Assert.That(SearchText.Fold(text), Is.EqualTo(folded));

    [TestCase("refnud", "refund", 1)]
    [TestCase("refund", "refund", 0)]
    [TestCase("reefund", "refund", 1)]
    [TestCase("invoice", "refund", 3)]
    public void Exchanged_neighbours_are_one_mistake(string typed, string meant, int distance) =>
        Assert.That(ArticleSearch.Distance(typed, meant, 2), Is.EqualTo(distance));

    [TestCase("pt-br", "pt-BR")]
    [TestCase("ZH-hant-tw", "zh-Hant-TW")]
    [TestCase("EN", "en")]
    public void A_locale_has_one_spelling(string tag, string normal) => Assert.That(Locale.Normalize(tag), Is.EqualTo(normal));

    [TestCase("en-GB", "english")]
    [TestCase("de", "german")]
    [TestCase("nb", "norwegian")]
    [TestCase("zh", "simple")]
    [TestCase("xx", "simple")]
    public void Each_language_is_searched_in_its_own_way(string tag, string configuration) =>
        Assert.That(Locale.Configuration(tag), Is.EqualTo(configuration));

    [TestCase("de-AT,en", "de")]
    [TestCase("fr", "en")]
    [TestCase("pt", "pt-BR")]
    [TestCase("*,de", "de")]
    [TestCase("", "en")]
    public void The_best_locale_is_the_same_then_the_same_language_then_the_default(string wanted, string best) =>
        Assert.That(Locale.Best(wanted.Split(','), ["de", "en", "pt-BR"], "en"), Is.EqualTo(best));

    [Test]
    public void An_excerpt_shows_what_was_found()
    {
        var text = $"{Repeat("filler ")}you get a <b>Réfund</b> & more {Repeat("tail ")}";

        var excerpt = Excerpt.Around(text, ["refund"]);

        Assert.That(excerpt, Does.StartWith("…").And.EndWith("…").And.Contains("<b>Réfund</b>"));
        Assert.That(excerpt, Has.Length.LessThanOrEqualTo(Excerpt.Length + 2));
    }

    [TestCase(0, "c a b d")]
    [TestCase(3, "a b d c")]
    [TestCase(99, "a b d c")]
    [TestCase(2, "a b c d")]
    public void One_moves_and_the_others_keep_their_order(int position, string order)
    {
        var ids = "abcd".ToDictionary(c => c, c => Guid.Parse($"00000000-0000-0000-0000-00000000000{c}"));
        var siblings = "abcd".Select((c, i) => new Placed(ids[c], i)).ToList();

        var (moved, place) = Placement.Move(siblings, ids['c'], position);

        var after = siblings
            .Select(s => s.Id == ids['c'] ? new Placed(s.Id, place) : moved.FirstOrDefault(m => m.Id == s.Id) ?? s)
            .OrderBy(s => s.Position);
        Assert.That(string.Join(' ', after.Select(s => ids.Single(i => i.Value == s.Id).Key)), Is.EqualTo(order));
    }

    private static string Repeat(string word) => string.Concat(Enumerable.Repeat(word, 60));
}
