using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Articles;

/// <summary>The outcome of publishing or unpublishing an article, in one language or in all.</summary>
/// <param name="After">The article afterwards.</param>
/// <param name="Shown">The language whose fields are at the top level of the answer.</param>
/// <param name="Write">The statements; null if nothing changes.</param>
public sealed record ArticlePublication(Article After, Translation Shown, SqlBatch? Write)
{
    /// <summary>Publishes an article.</summary>
    /// <param name="article">The article as it was read.</param>
    /// <param name="locale">Which language; null for all.</param>
    /// <param name="defaultLocale">The project's.</param>
    /// <param name="textOf">Makes the plain text of Markdown.</param>
    public static Result<ArticlePublication> Publish(
        Article article,
        string? locale,
        ProjectId project,
        string defaultLocale,
        Func<string, string> textOf,
        DateTime now
    ) =>
        Change(
            article,
            locale,
            project,
            defaultLocale,
            now,
            t => !t.IsPublished || t.HasUnpublishedChanges,
            t => t.Publish(now),
            (batch, translation) => ArticleWrites.Show(batch, project, translation, textOf(translation.Content))
        );

    /// <summary>Unpublishes an article.</summary>
    /// <param name="article">The article as it was read.</param>
    /// <param name="locale">Which language; null for all.</param>
    /// <param name="defaultLocale">The project's.</param>
    public static Result<ArticlePublication> Unpublish(
        Article article,
        string? locale,
        ProjectId project,
        string defaultLocale,
        DateTime now
    ) =>
        Change(
            article,
            locale,
            project,
            defaultLocale,
            now,
            t => t.IsPublished,
            t => t.Unpublish(now),
            (batch, translation) => ArticleWrites.Hide(batch, project, translation)
        );

    private static Result<ArticlePublication> Change(
        Article article,
        string? locale,
        ProjectId project,
        string defaultLocale,
        DateTime now,
        Func<Translation, bool> isMeant,
        Func<Translation, Translation> change,
        Action<SqlBatch, Translation> write
    )
    {
        if (article.Named(locale, defaultLocale) is not { } shown)
            return ArticleRules.NotWrittenIn(Locale.Normalize(locale!));

        var changed = article.Translations.Where(t => (locale is null || t == shown) && isMeant(t)).Select(change).ToDictionary(t => t.Id);
        if (changed.Count == 0)
            return new ArticlePublication(article, shown, null);

        var batch = new SqlBatch();
        ArticleWrites.Save(batch, project, article.Row, article.Row.GroupId, null, now);
        foreach (var translation in changed.Values)
            write(batch, translation);

        var after = new Article(
            article.Row with
            {
                UpdatedAt = now,
                Version = article.Row.Version + 1,
            },
            [.. article.Translations.Select(t => changed.GetValueOrDefault(t.Id, t))]
        );
        return new ArticlePublication(after, changed.GetValueOrDefault(shown.Id, shown), batch);
    }
}
