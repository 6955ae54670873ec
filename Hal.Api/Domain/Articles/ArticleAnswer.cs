using System.Text.Json.Serialization;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Articles;

/// <summary>An article as the account family answers it (contract 5). One language stands in front, all of them in translations.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="GroupId">The group it stands in; null for none.</param>
/// <param name="Locale">The language that stands in front: the one asked for, else the project's, else the first that was written.</param>
/// <param name="Title">Its title, as members edit it.</param>
/// <param name="Content">Its Markdown, as members edit it.</param>
/// <param name="Slug">Its slug, as it will be published.</param>
/// <param name="Status">published if readers see the article in some language.</param>
/// <param name="HasUnpublishedChanges">Whether readers see something else than this, until it is published again.</param>
/// <param name="PublishedAt">When this language was last published; null if readers do not see it.</param>
/// <param name="Translations">The article in each language.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it, or one of its languages, last changed.</param>
/// <param name="Version">How many times it was written; the ETag.</param>
public sealed record ArticleAnswer(
    Guid Id,
    Guid? GroupId,
    string Locale,
    string Title,
    string Content,
    string Slug,
    [property: SchemaEnum(Article.DraftStatus, Article.PublishedStatus)] string Status,
    bool HasUnpublishedChanges,
    DateTime? PublishedAt,
    IReadOnlyList<ArticleTranslationAnswer> Translations,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    [property: JsonIgnore] long Version
);

/// <summary>An article in one language.</summary>
/// <param name="Locale">The language.</param>
/// <param name="Title">The title, as members edit it.</param>
/// <param name="Content">The Markdown, as members edit it.</param>
/// <param name="Slug">The slug, as it will be published.</param>
/// <param name="Status">published if readers see it in this language.</param>
/// <param name="HasUnpublishedChanges">Whether readers see something else than this, until it is published again.</param>
/// <param name="PublishedSlug">The slug that readers see; null if they see nothing.</param>
/// <param name="PublishedAt">When it was last published; null if readers do not see it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ArticleTranslationAnswer(
    string Locale,
    string Title,
    string Content,
    string Slug,
    [property: SchemaEnum(Article.DraftStatus, Article.PublishedStatus)] string Status,
    bool HasUnpublishedChanges,
    string? PublishedSlug,
    DateTime? PublishedAt,
    DateTime CreatedAt,
    DateTime UpdatedAt
);
