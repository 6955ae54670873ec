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
    /// <param name="slug">Its slug.</param>
    public string Article(string locale, string slug) => $"{Start}/{locale}/{slug}";

    /// <summary>All articles of a group; null for those without one.</summary>
    /// <param name="group">The group.</param>
    public string Group(string locale, Guid? group) => $"{Start}/{locale}/groups/{(group is { } id ? id.ToString() : NoGroup)}";

    /// <summary>An address with its origin.</summary>
    /// <param name="path">The path.</param>
    public string Whole(string path) => Origin + path;

    /// <summary>What stands for the articles without a group.</summary>
    public const string NoGroup = "other";
}

/// <summary>What every page of a help center shows around its own.</summary>
/// <param name="Project">The project.</param>
/// <param name="Address">The addresses.</param>
/// <param name="Locale">The language.</param>
/// <param name="Path">The page's one address.</param>
/// <param name="Title">The page's title.</param>
/// <param name="Description">What search engines show of it.</param>
/// <param name="Languages">The same page in other languages, and its address there; this one included.</param>
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

    /// <summary>Whether search engines shall leave it out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What the help center itself says.</summary>
    public HelpWords Words => HelpWords.In(Locale);
}

/// <summary>An article in a list.</summary>
/// <param name="Title">The title.</param>
/// <param name="Slug">The slug.</param>
/// <param name="Lead">How it begins.</param>
public sealed record HelpEntry(string Title, string Slug, string Lead);

/// <summary>The first articles of a group.</summary>
/// <param name="Id">The group; null for articles without one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entries">The articles.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record HelpGroup(Guid? Id, string Name, IReadOnlyList<HelpEntry> Entries, long Total);
