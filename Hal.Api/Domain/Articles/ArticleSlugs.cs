using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Articles;

/// <summary>A slug that is taken.</summary>
/// <param name="Locale">In which language.</param>
/// <param name="Slug">The slug.</param>
/// <param name="TranslationId">Whose it is; null for one that readers have seen of what was deleted since.</param>
public sealed record TakenSlug(string Locale, string Slug, Guid? TranslationId);

/// <summary>
/// Which slug a language of an article gets: the member's choice, or the title's with a number behind it where others were first.
/// </summary>
public static class ArticleSlugs
{
    // A hyphen stands directly before a point in ASCII, and nothing that a slug may hold in between.
    private const string Near = """
        select s.locale, s.slug, s.translation_id
        from unnest($2) n (slug)
        join article_slugs s on s.project_id = $1 and (s.slug = n.slug or (s.slug > n.slug || '-' and s.slug < n.slug || '.'))
        """;

    /// <summary>
    /// Adds the statement that reads who has the slugs that may be meant: which language they are for may only turn out later.
    /// </summary>
    /// <param name="read">Where it goes.</param>
    /// <param name="title">The title that was sent; null for none.</param>
    /// <param name="chosen">The slug that was sent; null for none.</param>
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
    /// <param name="own">The language of the article it is for; null if it is new.</param>
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

    /// <summary>Whether a slug is another's.</summary>
    /// <param name="slug">The slug.</param>
    /// <param name="taken">What <see cref="Read"/> read.</param>
    /// <param name="own">The language of the article it is for; null if it is new.</param>
    public static bool IsTaken(string slug, string locale, IEnumerable<TakenSlug> taken, Translation? own) =>
        taken.Any(t => t.Locale == locale && t.Slug == slug && !IsOwn(t, own));

    private static bool IsOwn(TakenSlug slug, Translation? own) => own is not null && slug.TranslationId == own.Id;
}
