using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Articles;

/// <summary>An article with all its languages, as rules decide on it.</summary>
/// <param name="Row">The article itself.</param>
/// <param name="Translations">Its languages, oldest first; at least one.</param>
public sealed record Article(ArticleRow Row, IReadOnlyList<Translation> Translations)
{
    /// <summary>An article of which some language is published.</summary>
    public const string PublishedStatus = "published";

    /// <summary>An article that no reader sees.</summary>
    public const string DraftStatus = "draft";

    private const string ById = "select id, group_id, version, created_at, updated_at from articles where project_id = $1 and id = $2";

    private const string TranslationsOf = """
        select id, locale, title, content, slug, slug_chosen, published_title, published_content, published_slug, published_at, created_at, updated_at
        from article_translations
        where project_id = $1 and article_id = $2
        order by id
        """;

    /// <summary>The one language that is meant where the caller does not say: the project's, else the first that was written.</summary>
    /// <param name="defaultLocale">The project's.</param>
    public Translation Main(string defaultLocale) => Find(Locale.Normalize(defaultLocale)) ?? Translations[0];

    /// <summary>A language of the article; null if it is not written in it.</summary>
    /// <param name="locale">A tag in its one spelling.</param>
    public Translation? Find(string locale) => Translations.FirstOrDefault(t => t.Locale == locale);

    /// <summary>The language that the caller named, or <see cref="Main"/>; null if it is not written in the one named.</summary>
    /// <param name="locale">What the caller sent; null for nothing.</param>
    /// <param name="defaultLocale">The project's.</param>
    public Translation? Named(string? locale, string defaultLocale) =>
        locale is null ? Main(defaultLocale) : Find(Locale.Normalize(locale));

    /// <summary>Adds the statements that read an article with all its languages.</summary>
    /// <param name="id">The article's id.</param>
    /// <returns>The article; null if there is none.</returns>
    public static Fetched<Article?> Read(SqlRead read, Guid project, Guid id)
    {
        var row = read.One<ArticleRow>(ById, project, id);
        var translations = read.List<Translation>(TranslationsOf, project, id);
        return new(() => row.Value is { } found ? new Article(found, translations.Value) : null);
    }

    /// <summary>The article as it is answered.</summary>
    /// <param name="shown">The language that stands in front.</param>
    public ArticleAnswer ToAnswer(Translation shown)
    {
        return new ArticleAnswer(
            Row.Id,
            Row.GroupId,
            shown.Locale,
            shown.Title,
            shown.Content,
            shown.Slug,
            Status(Translations.Any(t => t.IsPublished)),
            shown.HasUnpublishedChanges,
            shown.PublishedAt,
            [.. Translations.Select(t => t.ToAnswer())],
            Row.CreatedAt,
            Row.UpdatedAt,
            Row.Version
        );
    }

    /// <summary>The word for whether readers see something.</summary>
    /// <param name="isPublished">Whether they do.</param>
    public static string Status(bool isPublished) => isPublished ? PublishedStatus : DraftStatus;
}

/// <summary>A row of <c>articles</c>.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="GroupId">The group it stands in; null for none.</param>
/// <param name="Version">How many times the article or one of its languages was written.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ArticleRow(Guid Id, Guid? GroupId, long Version, DateTime CreatedAt, DateTime UpdatedAt);

/// <summary>A row of <c>article_translations</c>.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Locale">The language.</param>
/// <param name="Title">The title that members edit.</param>
/// <param name="Content">The Markdown that members edit.</param>
/// <param name="Slug">The slug with which it will be published.</param>
/// <param name="SlugChosen">Whether a member chose it; else it follows the title.</param>
/// <param name="PublishedTitle">The title that readers see; null if they see nothing.</param>
/// <param name="PublishedContent">The Markdown that readers see.</param>
/// <param name="PublishedSlug">The slug that readers see.</param>
/// <param name="PublishedAt">When it was last published.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record Translation(
    Guid Id,
    string Locale,
    string Title,
    string Content,
    string Slug,
    bool SlugChosen,
    string? PublishedTitle,
    string? PublishedContent,
    string? PublishedSlug,
    DateTime? PublishedAt,
    DateTime CreatedAt,
    DateTime UpdatedAt
)
{
    /// <summary>Whether readers see it.</summary>
    public bool IsPublished => PublishedAt is not null;

    /// <summary>Whether readers see something else than members.</summary>
    public bool HasUnpublishedChanges => IsPublished && (Title != PublishedTitle || Content != PublishedContent || Slug != PublishedSlug);

    /// <summary>The language as it is published at an instant.</summary>
    public Translation Publish(DateTime now) =>
        this with
        {
            PublishedTitle = Title,
            PublishedContent = Content,
            PublishedSlug = Slug,
            PublishedAt = now,
            UpdatedAt = now,
        };

    /// <summary>The language with nothing for readers.</summary>
    public Translation Unpublish(DateTime now) =>
        this with
        {
            PublishedTitle = null,
            PublishedContent = null,
            PublishedSlug = null,
            PublishedAt = null,
            UpdatedAt = now,
        };

    internal ArticleTranslationAnswer ToAnswer() =>
        new(
            Locale,
            Title,
            Content,
            Slug,
            Article.Status(IsPublished),
            HasUnpublishedChanges,
            PublishedSlug,
            PublishedAt,
            CreatedAt,
            UpdatedAt
        );
}
