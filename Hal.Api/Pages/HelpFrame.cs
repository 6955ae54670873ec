using Hal.Api.Domain.Projects;

namespace Hal.Api.Pages;

/// <summary>The addresses of a help center.</summary>
/// <param name="Origin">The scheme and host that readers know it by.</param>
/// <param name="Project">The project.</param>
public sealed record HelpAddress(string Origin, Guid Project)
{
    /// <summary>The help center in the reader's language.</summary>
    public string Start => $"/help/{Project}";

    /// <summary>The help center in one language.</summary>
    public string Home(string locale) => $"{Start}/{locale}";

    /// <summary>An article.</summary>
    public string Article(string locale, string slug) => $"{Start}/{locale}/{slug}";

    /// <summary>The page of a group.</summary>
    /// <param name="group">The group; null for articles without one.</param>
    public string Group(string locale, Guid? group) => $"{Start}/{locale}/groups/{(group is { } id ? id.ToString() : NoGroup)}";

    /// <summary>The absolute address of a path.</summary>
    public string Whole(string path) => Origin + path;

    /// <summary>Stands in a path for the articles without a group.</summary>
    public const string NoGroup = "other";
}

/// <summary>What every page of a help center shows around its content.</summary>
/// <param name="Project">The project.</param>
/// <param name="Address">The addresses.</param>
/// <param name="Locale">The language.</param>
/// <param name="Path">The canonical path of the page.</param>
/// <param name="Title">The page's title.</param>
/// <param name="Description">The description for search engines.</param>
/// <param name="Languages">The languages of the page, this one included, and the path in each.</param>
public sealed record HelpFrame(
    Project Project,
    HelpAddress Address,
    string Locale,
    string Path,
    string Title,
    string Description,
    IReadOnlyList<(string Locale, string Path)> Languages
)
{
    /// <summary>What the reader searched for.</summary>
    public string Query { get; init; } = "";

    /// <summary>Whether search engines are asked not to index the page.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The words of the page in its language.</summary>
    public HelpWords Words => HelpWords.In(Locale);
}

/// <summary>An article in a list.</summary>
/// <param name="Title">The title.</param>
/// <param name="Slug">The slug.</param>
/// <param name="Lead">The beginning of its text.</param>
public sealed record HelpEntry(string Title, string Slug, string Lead);

/// <summary>The first articles of a group.</summary>
/// <param name="Id">The group; null for articles without one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entries">The articles.</param>
/// <param name="Total">The number of articles in the group.</param>
public sealed record HelpGroup(Guid? Id, string Name, IReadOnlyList<HelpEntry> Entries, long Total);
