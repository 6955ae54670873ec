using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Articles;

/// <summary>A slug that is taken.</summary>
/// <param name="Locale">In which language.</param>
/// <param name="Slug">The slug.</param>
/// <param name="TranslationId">The language of the article that has it; null if that was published once and is now deleted.</param>
public sealed record TakenSlug(string Locale, string Slug, Guid? TranslationId);

/// <summary>
/// Which slug a language of an article gets: the one a member chose, or one made from the title, with a number if it is taken.
/// </summary>
public static class ArticleSlugs
{
    // Finds "slug" and "slug-…": the point follows the hyphen in ASCII, so the range holds exactly what starts with "slug-".
    private const string Near = """
        select s.locale, s.slug, s.translation_id
        from unnest($2) n (slug)
        join article_slugs s on s.project_id = $1 and (s.slug = n.slug or (s.slug > n.slug || '-' and s.slug < n.slug || '.'))
        """;

    /// <summary>
    /// Adds the statement that reads who has the slugs that the request may need. The language may not be known yet.
    /// </summary>
    /// <param name="title">The title that was sent, if any.</param>
    /// <param name="chosen">The slug that was sent, if any.</param>
    public static Fetched<IReadOnlyList<TakenSlug>> Read(SqlRead read, Guid project, string? title, string? chosen)
    {
        string[] wanted =
            chosen is not null ? [chosen]
            : title is not null ? [.. new[] { Slug.Of(title, "de"), Slug.Of(title, "en") }.Distinct(StringComparer.Ordinal)]
            : [];
        return read.List<TakenSlug>(Near, project, wanted);
    }

    /// <summary>The slug of a title.</summary>
    /// <param name="taken">What <see cref="Read"/> read.</param>
    /// <param name="own">The language of the article that the slug is for; null if that is new.</param>
    public static string Make(string title, string locale, IEnumerable<TakenSlug> taken, Translation? own)
    {
        var wanted = Slug.Of(title, locale);
        return own is not null && Slug.IsOf(own.Slug, wanted)
            ? own.Slug
            : Slug.Free(
                wanted,
                taken.Where(t => t.Locale == locale && !IsOwn(t, own)).Select(t => t.Slug).ToHashSet(StringComparer.Ordinal)
            );
    }

    /// <summary>Whether a slug belongs to another article.</summary>
    /// <param name="taken">What <see cref="Read"/> read.</param>
    /// <param name="own">The language of the article that the slug is for; null if that is new.</param>
    public static bool IsTaken(string slug, string locale, IEnumerable<TakenSlug> taken, Translation? own) =>
        taken.Any(t => t.Locale == locale && t.Slug == slug && !IsOwn(t, own));

    private static bool IsOwn(TakenSlug slug, Translation? own) => own is not null && slug.TranslationId == own.Id;
}
