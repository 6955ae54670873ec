using Hal.Api.Domain.Articles;

namespace Hal.Api.Pages;

/// <summary>The help center's own words, in the reader's language if Hal has it, else in English.</summary>
public sealed record HelpWords
{
    /// <summary>English.</summary>
    public static readonly HelpWords English = new();

    private static readonly Dictionary<string, HelpWords> ByLanguage = new(StringComparer.Ordinal)
    {
        ["en"] = English,
        ["de"] = new()
        {
            Help = "Hilfe",
            Search = "Suchen",
            SearchFor = "Wonach suchen Sie?",
            SearchArticles = "Artikel suchen",
            Found = "Gefunden zu",
            NothingFound = "Dazu wurde nichts gefunden. Versuchen Sie es mit anderen Wörtern.",
            NothingYet = "Hier ist noch nichts veröffentlicht.",
            Other = "Weitere Artikel",
            ShowAll = "Alle anzeigen",
            More = "Weiter",
            MoreIn = "Mehr zu",
            Updated = "Aktualisiert am",
            WasHelpful = "War das hilfreich?",
            Yes = "Ja",
            No = "Nein",
            Thanks = "Danke für Ihre Rückmeldung.",
            Languages = "Sprache",
            Contents = "Zum Inhalt",
        },
        ["fr"] = new()
        {
            Help = "Aide",
            Search = "Rechercher",
            SearchFor = "Que cherchez-vous ?",
            SearchArticles = "Rechercher un article",
            Found = "Résultats pour",
            NothingFound = "Aucun résultat. Essayez d’autres mots.",
            NothingYet = "Rien n’est encore publié ici.",
            Other = "Autres articles",
            ShowAll = "Tout afficher",
            More = "Suite",
            MoreIn = "Plus sur",
            Updated = "Mis à jour le",
            WasHelpful = "Cet article vous a-t-il aidé ?",
            Yes = "Oui",
            No = "Non",
            Thanks = "Merci pour votre avis.",
            Languages = "Langue",
            Contents = "Aller au contenu",
        },
        ["es"] = new()
        {
            Help = "Ayuda",
            Search = "Buscar",
            SearchFor = "¿Qué busca?",
            SearchArticles = "Buscar artículos",
            Found = "Resultados para",
            NothingFound = "No se encontró nada. Pruebe con otras palabras.",
            NothingYet = "Aún no hay nada publicado aquí.",
            Other = "Otros artículos",
            ShowAll = "Ver todos",
            More = "Siguiente",
            MoreIn = "Más sobre",
            Updated = "Actualizado el",
            WasHelpful = "¿Le ha sido útil?",
            Yes = "Sí",
            No = "No",
            Thanks = "Gracias por su opinión.",
            Languages = "Idioma",
            Contents = "Ir al contenido",
        },
    };

    /// <summary>The name of the help center.</summary>
    public string Help { get; init; } = "Help";

    /// <summary>The search button.</summary>
    public string Search { get; init; } = "Search";

    /// <summary>The placeholder of the search field; short, so that it fits on a phone.</summary>
    public string SearchArticles { get; init; } = "Search articles";

    /// <summary>The heading above the search on the first page.</summary>
    public string SearchFor { get; init; } = "What are you looking for?";

    /// <summary>The heading of search results, before the search text.</summary>
    public string Found { get; init; } = "Results for";

    /// <summary>Shown if a search finds nothing.</summary>
    public string NothingFound { get; init; } = "Nothing was found. Try other words.";

    /// <summary>Shown if nothing is published.</summary>
    public string NothingYet { get; init; } = "Nothing is published here yet.";

    /// <summary>The heading of the articles without a group.</summary>
    public string Other { get; init; } = "Other articles";

    /// <summary>The link to all articles of a group.</summary>
    public string ShowAll { get; init; } = "Show all";

    /// <summary>The link to the next page.</summary>
    public string More { get; init; } = "More";

    /// <summary>The heading of other articles of a group, before its name.</summary>
    public string MoreIn { get; init; } = "More in";

    /// <summary>The label of the date of the last publication.</summary>
    public string Updated { get; init; } = "Updated on";

    /// <summary>The question below an article.</summary>
    public string WasHelpful { get; init; } = "Was this helpful?";

    /// <summary>The button for yes.</summary>
    public string Yes { get; init; } = "Yes";

    /// <summary>The button for no.</summary>
    public string No { get; init; } = "No";

    /// <summary>Shown after the reader has answered.</summary>
    public string Thanks { get; init; } = "Thank you for telling us.";

    /// <summary>The label of the language links.</summary>
    public string Languages { get; init; } = "Language";

    /// <summary>The link that skips the header, for keyboard users.</summary>
    public string Contents { get; init; } = "Skip to content";

    /// <summary>The words for a locale.</summary>
    public static HelpWords In(string locale) => ByLanguage.GetValueOrDefault(Locale.Language(locale), English);
}
