using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Articles;

/// <summary>Writes articles, their languages and their slugs.</summary>
public static class ArticleWrites
{
    private const string Insert = """
        insert into articles (project_id, id, group_id, position, created_at, updated_at)
        values ($1, $2, $3,
            (select coalesce(max(position) + 1, 0) from articles
                where project_id = $1 and (group_id = $3 or ($3 is null and group_id is null))),
            $4, $4)
        """;

    private const string Update = """
        with written as (
            update articles
            set group_id = $3, position = coalesce($4, position), updated_at = $5, version = version + 1
            where project_id = $1 and id = $2 and version = $6
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    private const string Delete = """
        with gone as (delete from articles where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    private const string MoveOthers = """
        update articles a
        set position = o.position
        from unnest($2, $3) o (id, position)
        where a.project_id = $1 and a.id = o.id
        """;

    private const string InsertTranslation = """
        insert into article_translations (project_id, id, article_id, locale, title, content, slug, slug_chosen, draft_search, created_at,
            updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, to_tsvector('simple', $9), $10, $10)
        """;

    private const string UpdateTranslation = """
        update article_translations
        set title = $3, content = $4, slug = $5, slug_chosen = $6, draft_search = to_tsvector('simple', $7), updated_at = $8
        where project_id = $1 and id = $2
        """;

    private const string DeleteTranslation = "delete from article_translations where project_id = $1 and id = $2";

    // Two kinds of words in one vector: stemmed by the rules of the language, and as typed, so that a search finds the start of a word.
    private const string Publish = """
        update article_translations
        set published_title = title, published_content = content, published_slug = slug, published_at = $3, updated_at = $3,
            published_text = $4,
            published_titles = to_tsvector($5::regconfig, $6) || to_tsvector('simple', $6),
            published_search = setweight(to_tsvector($5::regconfig, $6) || to_tsvector('simple', $6), 'A') || to_tsvector($5::regconfig, $7)
                || to_tsvector('simple', $7),
            published_words = $8, published_keys = $9
        where project_id = $1 and id = $2
        """;

    private const string Unpublish = """
        update article_translations
        set published_title = null, published_content = null, published_slug = null, published_at = null, published_text = null,
            published_titles = null,
            published_search = null, published_words = null, published_keys = null, updated_at = $3
        where project_id = $1 and id = $2
        """;

    private const string ReleaseSlug =
        "delete from article_slugs where project_id = $1 and translation_id = $2 and slug = $3 and not was_published";

    // An article takes its own former slug again. If another article has the slug, the call has lost a race.
    private const string TakeSlug = """
        insert into article_slugs (project_id, id, translation_id, locale, slug)
        select $1, $2, $3, $4, $5
        where not exists (select from article_slugs where project_id = $1 and translation_id = $3 and slug = $5)
        """;

    private const string ShowSlug =
        "update article_slugs set was_published = true where project_id = $1 and translation_id = $2 and slug = $3";

    /// <summary>Inserts an article at the end of its group.</summary>
    public static void Add(SqlBatch batch, ProjectId project, ArticleRow row)
    {
        batch.Add(Insert, project.Value, row.Id, row.GroupId, row.CreatedAt);
    }

    /// <summary>Updates an article if it still has the version that was read.</summary>
    /// <param name="before">The article as it was read.</param>
    /// <param name="groupId">Its new group.</param>
    /// <param name="position">Its new place; null to stay.</param>
    public static void Save(SqlBatch batch, ProjectId project, ArticleRow before, Guid? groupId, int? position, DateTime now)
    {
        batch.Add(Update, project.Value, before.Id, groupId, position, now, before.Version);
    }

    /// <summary>Deletes an article with all its languages.</summary>
    /// <param name="before">The article as it was read.</param>
    public static void Remove(SqlBatch batch, ProjectId project, ArticleRow before)
    {
        batch.Add(Delete, project.Value, before.Id, before.Version);
    }

    /// <summary>Moves other articles to their new positions.</summary>
    public static void Move(SqlBatch batch, ProjectId project, IReadOnlyList<Placed> moved)
    {
        if (moved.Count > 0)
            batch.Add(MoveOthers, project.Value, moved.Select(m => m.Id).ToArray(), moved.Select(m => m.Position).ToArray());
    }

    /// <summary>Inserts a language, or updates the draft of it, and takes its slug.</summary>
    /// <param name="before">The language as it was read; null if it is new.</param>
    /// <param name="after">The language as it will be stored.</param>
    public static void Write(SqlBatch batch, ProjectId project, Guid article, Translation? before, Translation after)
    {
        var words = SearchText.Fold($"{after.Title} {after.Content}");
        if (before is null)
            batch.Add(
                InsertTranslation,
                project.Value,
                after.Id,
                article,
                after.Locale,
                after.Title,
                after.Content,
                after.Slug,
                after.SlugChosen,
                words,
                after.CreatedAt
            );
        else
            batch.Add(
                UpdateTranslation,
                project.Value,
                after.Id,
                after.Title,
                after.Content,
                after.Slug,
                after.SlugChosen,
                words,
                after.UpdatedAt
            );

        if (before?.Slug == after.Slug)
            return;

        if (before is not null)
            batch.Add(ReleaseSlug, project.Value, before.Id, before.Slug);

        batch.Add(TakeSlug, project.Value, Ids.New(), after.Id, after.Locale, after.Slug);
    }

    /// <summary>Publishes a language.</summary>
    /// <param name="translation">The language after publishing it.</param>
    /// <param name="text">The words of its content, without Markdown. They are searched and quoted.</param>
    public static void Show(SqlBatch batch, ProjectId project, Translation translation, string text)
    {
        var (words, keys) = SearchText.Vocabulary($"{translation.Title} {text}");
        batch.Add(
            Publish,
            project.Value,
            translation.Id,
            translation.PublishedAt,
            text,
            Locale.Configuration(translation.Locale),
            SearchText.Fold(translation.Title),
            SearchText.Fold(text),
            words,
            keys
        );
        batch.Add(ShowSlug, project.Value, translation.Id, translation.Slug);
    }

    /// <summary>Unpublishes a language.</summary>
    /// <param name="translation">The language after unpublishing it.</param>
    public static void Hide(SqlBatch batch, ProjectId project, Translation translation)
    {
        batch.Add(Unpublish, project.Value, translation.Id, translation.UpdatedAt);
    }

    /// <summary>Deletes one language of an article.</summary>
    public static void Remove(SqlBatch batch, ProjectId project, Translation translation)
    {
        batch.Add(DeleteTranslation, project.Value, translation.Id);
    }
}
