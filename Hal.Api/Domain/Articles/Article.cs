using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Articles;

/// <summary>An article with all its languages, as rules decide on it.</summary>
/// <param name="Row">The article itself.</param>
/// <param name="Translations">Its languages, oldest first; at least one.</param>
public sealed record Article(ArticleRow Row, IReadOnlyList<Translation> Translations)
{
    /// <summary>An article that is published in at least one language.</summary>
    public const string PublishedStatus = "published";

    /// <summary>An article that no reader sees.</summary>
    public const string DraftStatus = "draft";

    private const string ById = "select id, group_id, version, created_at, updated_at from articles where project_id = $1 and id = $2";

    private const string TranslationsOf = """
        select id, locale, title, content, slug, slug_chosen, published_title, published_content, published_slug, published_at,
            created_at, updated_at
        from article_translations
        where project_id = $1 and article_id = $2
        order by id
        """;

    /// <summary>The language to use if the caller names none: the project's, else the first that was written.</summary>
    /// <param name="defaultLocale">The project's.</param>
    public Translation Main(string defaultLocale) => Find(Locale.Normalize(defaultLocale)) ?? Translations[0];

    /// <summary>A language of the article; null if the article does not have it.</summary>
    /// <param name="locale">A normalized tag.</param>
    public Translation? Find(string locale) => Translations.FirstOrDefault(t => t.Locale == locale);

    /// <summary>The language that the caller named, or <see cref="Main"/>; null if the article does not have the one named.</summary>
    /// <param name="locale">What the caller sent, if anything.</param>
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

    /// <summary>The article as the API returns it.</summary>
    /// <param name="shown">The language whose fields are at the top level of the answer.</param>
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

    /// <summary>The status of an article or a language of it.</summary>
    public static string Status(bool isPublished) => isPublished ? PublishedStatus : DraftStatus;
}

/// <summary>A row of <c>articles</c>.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="GroupId">Its group; null for none.</param>
/// <param name="Version">Counts the writes of the article and its languages.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ArticleRow(Guid Id, Guid? GroupId, long Version, DateTime CreatedAt, DateTime UpdatedAt);

/// <summary>A row of <c>article_translations</c>.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Locale">The language.</param>
/// <param name="Title">The title that members edit.</param>
/// <param name="Content">The Markdown that members edit.</param>
/// <param name="Slug">The slug it will have when it is published.</param>
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

    /// <summary>Whether readers still see an older state than members.</summary>
    public bool HasUnpublishedChanges => IsPublished && (Title != PublishedTitle || Content != PublishedContent || Slug != PublishedSlug);

    /// <summary>The language after publishing it.</summary>
    public Translation Publish(DateTime now) =>
        this with
        {
            PublishedTitle = Title,
            PublishedContent = Content,
            PublishedSlug = Slug,
            PublishedAt = now,
            UpdatedAt = now,
        };

    /// <summary>The language after unpublishing it.</summary>
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
