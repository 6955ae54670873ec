namespace Hal.Api.Domain.Articles;

/// <summary>An article as readers see it. It never holds a draft.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Locale">The language.</param>
/// <param name="Title">The title.</param>
/// <param name="Content">The Markdown.</param>
/// <param name="Slug">Its present slug. The reader may have asked for a former one.</param>
/// <param name="Text">The beginning of its text, without Markdown.</param>
/// <param name="GroupId">Its group; null for none.</param>
/// <param name="PublishedAt">When it was last published.</param>
public sealed record PublishedArticle(
    Guid ArticleId,
    string Locale,
    string Title,
    string Content,
    string Slug,
    string Text,
    Guid? GroupId,
    DateTime PublishedAt
)
{
    /// <summary>
    /// Reads the article with the slug <c>$2</c> in project <c>$1</c> and locale <c>$3</c>. If <c>$3</c> is null, any locale is searched,
    /// <c>$4</c> first. A slug that was never published finds nothing.
    /// </summary>
    public const string BySlug = """
        select t.article_id, t.locale::text as locale, t.published_title as title, t.published_content as content,
            t.published_slug::text as slug, left(t.published_text, 400) as text, a.group_id,
               t.published_at
        from article_slugs s
        join article_translations t on t.project_id = s.project_id and t.id = s.translation_id
        join articles a on a.project_id = t.project_id and a.id = t.article_id
        where s.project_id = $1 and s.slug = $2 and s.locale = coalesce($3, s.locale) and s.was_published and t.published_at is not null
        order by s.locale = $4 desc, s.id
        limit 1
        """;

    /// <summary>Reads in which languages the article <c>$2</c> of project <c>$1</c> is published, and by which slugs.</summary>
    public const string Languages = """
        select locale::text as locale, published_slug::text as slug
        from article_translations
        where project_id = $1 and article_id = $2 and published_at is not null
        order by locale
        """;

    /// <summary>
    /// Reads the languages in which project <c>$1</c> has published anything. The query jumps from one language to the next in the index,
    /// because <c>distinct</c> would read every article.
    /// </summary>
    public const string Locales = """
        with recursive l as (
            (select locale from article_translations where project_id = $1 and published_at is not null order by locale limit 1)
            union all
            select (
                select t.locale
                from article_translations t
                where t.project_id = $1 and t.published_at is not null and t.locale > l.locale
                order by t.locale
                limit 1)
            from l
            where l.locale is not null)
        select locale::text from l where locale is not null order by 1
        """;
}

/// <summary>One language of an article that is published.</summary>
/// <param name="Locale">The language.</param>
/// <param name="Slug">The slug.</param>
public sealed record PublishedLanguage(string Locale, string Slug);

/// <summary>Answers of readers on whether an article helped.</summary>
public static class ArticleFeedback
{
    /// <summary>
    /// Writes the answer of reader <c>$4</c> for article <c>$3</c> in project <c>$1</c>. A later answer replaces it.
    /// </summary>
    public const string Write = """
        insert into article_feedback as f (project_id, id, article_id, voter, helpful, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $6)
        on conflict on constraint article_feedback_voter_uq do update set helpful = excluded.helpful, updated_at = excluded.updated_at
            where f.helpful <> excluded.helpful
        """;
}
