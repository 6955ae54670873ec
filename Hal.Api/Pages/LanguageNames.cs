using Hal.Api.Domain.Articles;

namespace Hal.Api.Pages;

/// <summary>The names of languages in the languages themselves. They are listed here because a machine without ICU has no names.</summary>
public static class LanguageNames
{
    private static readonly Dictionary<string, string> OwnNames = new(StringComparer.Ordinal)
    {
        ["ar"] = "العربية",
        ["bg"] = "Български",
        ["bn"] = "বাংলা",
        ["ca"] = "Català",
        ["cs"] = "Čeština",
        ["da"] = "Dansk",
        ["de"] = "Deutsch",
        ["el"] = "Ελληνικά",
        ["en"] = "English",
        ["es"] = "Español",
        ["et"] = "Eesti",
        ["eu"] = "Euskara",
        ["fa"] = "فارسی",
        ["fi"] = "Suomi",
        ["fr"] = "Français",
        ["ga"] = "Gaeilge",
        ["he"] = "עברית",
        ["hi"] = "हिन्दी",
        ["hr"] = "Hrvatski",
        ["hu"] = "Magyar",
        ["hy"] = "Հայերեն",
        ["id"] = "Indonesia",
        ["it"] = "Italiano",
        ["ja"] = "日本語",
        ["ko"] = "한국어",
        ["lt"] = "Lietuvių",
        ["lv"] = "Latviešu",
        ["nb"] = "Norsk bokmål",
        ["ne"] = "नेपाली",
        ["nl"] = "Nederlands",
        ["nn"] = "Norsk nynorsk",
        ["no"] = "Norsk",
        ["pl"] = "Polski",
        ["pt"] = "Português",
        ["ro"] = "Română",
        ["ru"] = "Русский",
        ["sk"] = "Slovenčina",
        ["sl"] = "Slovenščina",
        ["sr"] = "Српски",
        ["sv"] = "Svenska",
        ["ta"] = "தமிழ்",
        ["th"] = "ไทย",
        ["tr"] = "Türkçe",
        ["uk"] = "Українська",
        ["ur"] = "اردو",
        ["vi"] = "Tiếng Việt",
        ["yi"] = "ייִדיש",
        ["zh"] = "中文",
    };

    /// <summary>The name of a language in that language; the locale itself if it is not listed.</summary>
    /// <param name="locale">A tag such as <c>de</c> or <c>pt-BR</c>.</param>
    public static string Of(string locale) =>
        OwnNames.GetValueOrDefault(Locale.Language(locale)) is not { } name ? locale
        : locale.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? $"{name} ({locale[(end + 1)..]})"
        : name;
}
