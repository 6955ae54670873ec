using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Articles;

/// <summary>What publishing an article, or taking it away from readers, comes to: in one language or in all.</summary>
/// <param name="After">The article as it is then.</param>
/// <param name="Shown">The language that stands in front.</param>
/// <param name="Write">The statements; null if it was so already.</param>
public sealed record ArticlePublication(Article After, Translation Shown, SqlBatch? Write)
{
    /// <summary>Shows readers what members have written.</summary>
    /// <param name="article">The article as it was read.</param>
    /// <param name="locale">Which language; null for all.</param>
    /// <param name="defaultLocale">The project's.</param>
    public static Result<ArticlePublication> Publish(
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
            t => !t.IsPublished || t.HasUnpublishedChanges,
            t => t.Publish(now),
            ArticleWrites.Show
        );

    /// <summary>Leaves readers nothing.</summary>
    /// <param name="article">The article as it was read.</param>
    /// <param name="locale">Which language; null for all.</param>
    /// <param name="defaultLocale">The project's.</param>
    public static Result<ArticlePublication> Unpublish(
        Article article,
        string? locale,
        ProjectId project,
        string defaultLocale,
        DateTime now
    ) => Change(article, locale, project, defaultLocale, now, t => t.IsPublished, t => t.Unpublish(now), ArticleWrites.Hide);

    private static Result<ArticlePublication> Change(
        Article article,
        string? locale,
        ProjectId project,
        string defaultLocale,
        DateTime now,
        Func<Translation, bool> isMeant,
        Func<Translation, Translation> change,
        Action<SqlBatch, ProjectId, Translation> write
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
            write(batch, project, translation);

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
