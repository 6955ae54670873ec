using Hal.Api.Domain.Articles;

namespace Hal.Api.Pages;

/// <summary>What the help center itself says, in the reader's language where it knows it, else in English.</summary>
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

    /// <summary>The name of the place.</summary>
    public string Help { get; init; } = "Help";

    /// <summary>The button of the search.</summary>
    public string Search { get; init; } = "Search";

    /// <summary>What stands in the empty search field; short, for a phone.</summary>
    public string SearchArticles { get; init; } = "Search articles";

    /// <summary>Above the search of the first page.</summary>
    public string SearchFor { get; init; } = "What are you looking for?";

    /// <summary>Before what was searched for.</summary>
    public string Found { get; init; } = "Results for";

    /// <summary>There is no result.</summary>
    public string NothingFound { get; init; } = "Nothing was found. Try other words.";

    /// <summary>There is no article.</summary>
    public string NothingYet { get; init; } = "Nothing is published here yet.";

    /// <summary>Articles without a group.</summary>
    public string Other { get; init; } = "Other articles";

    /// <summary>Leads to the whole group.</summary>
    public string ShowAll { get; init; } = "Show all";

    /// <summary>Leads to the next page.</summary>
    public string More { get; init; } = "More";

    /// <summary>Before a group's name.</summary>
    public string MoreIn { get; init; } = "More in";

    /// <summary>Before a date.</summary>
    public string Updated { get; init; } = "Updated on";

    /// <summary>The question below an article.</summary>
    public string WasHelpful { get; init; } = "Was this helpful?";

    /// <summary>It was.</summary>
    public string Yes { get; init; } = "Yes";

    /// <summary>It was not.</summary>
    public string No { get; init; } = "No";

    /// <summary>After the answer.</summary>
    public string Thanks { get; init; } = "Thank you for telling us.";

    /// <summary>The choice of a language.</summary>
    public string Languages { get; init; } = "Language";

    /// <summary>Leads past the page's head, for who reads by keyboard.</summary>
    public string Contents { get; init; } = "Skip to content";

    /// <summary>The words of a locale.</summary>
    /// <param name="locale">The locale.</param>
    public static HelpWords In(string locale) => ByLanguage.GetValueOrDefault(Locale.Language(locale), English);
}
