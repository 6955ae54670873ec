using FluentValidation;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Articles;

/// <summary>The checks of article fields that several requests share, and the problems that they share.</summary>
public static class ArticleRules
{
    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>The most languages of one article or group.</summary>
    public const int MaxLocales = 50;

    /// <summary>The most groups of a project.</summary>
    public const int MaxGroups = 200;

    /// <summary>The highest position that a caller can ask for.</summary>
    public const int MaxPosition = 100_000;

    /// <summary>Another article has this slug in this locale, or had it while it was published.</summary>
    public static readonly ProblemCode SlugTaken = new(409, "slug_taken", "Another article has this slug");

    /// <summary>The project has no group with this id.</summary>
    public static readonly ProblemCode UnknownGroup = new(422, "unknown_group", "There is no such group of articles");

    /// <summary>The article is not written in this locale.</summary>
    public static readonly ProblemCode NotTranslated = new(409, "not_translated", "The article is not written in this language");

    /// <summary>The project has the most groups, or the article the most languages, that it may have.</summary>
    public static readonly ProblemCode TooMany = new(409, "limit_reached", "There are as many as there may be");

    /// <summary>An optional title.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeTitle<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(title => title is null || (title.Trim().Length > 0 && title.Length <= MaxTitleLength))
            .WithMessage($"This must be 1 to {MaxTitleLength} characters.");

    /// <summary>An optional slug.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeSlug<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(slug => slug is null || Slug.IsValid(slug))
            .WithMessage($"This must be up to {Slug.MaxLength} of a to z, 0 to 9 and single hyphens between them.");

    /// <summary>An optional locale.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeArticleLocale<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(locale => locale is null || Locale.IsValid(locale))
            .WithMessage("This must be a BCP 47 language tag, such as en or pt-BR.");

    /// <summary>A locale that may be in the body and in the query: if both are sent, they must be the same language.</summary>
    public static IRuleBuilderOptions<T, string?> MustAgreeWith<T>(this IRuleBuilder<T, string?> rule, Func<T, string?> other) =>
        rule.Must(
                (request, locale) =>
                    locale is null
                    || other(request) is not { } second
                    || !Locale.IsValid(locale)
                    || !Locale.IsValid(second)
                    || Locale.Normalize(locale) == Locale.Normalize(second)
            )
            .WithMessage("The body and the query name different languages.");

    /// <summary>An optional position.</summary>
    public static IRuleBuilderOptions<T, int?> MustBeArticlePosition<T>(this IRuleBuilder<T, int?> rule) =>
        rule.Must(position => position is null or (>= 0 and <= MaxPosition))
            .WithMessage($"This must be a whole number from 0 to {MaxPosition}.");

    /// <summary>The 422 for a group that does not exist.</summary>
    public static Problem NoSuchGroup => Problem.Invalid("group_id", "The project has no group of articles with this id.", UnknownGroup);

    /// <summary>The 409 for a slug that belongs to another article.</summary>
    public static Problem SlugIsTaken =>
        new(SlugTaken, "slug: another article has this slug in this locale, or had it when readers saw it. Choose another.");

    /// <summary>The 409 for a locale that the article is not written in.</summary>
    public static Problem NotWrittenIn(string locale) => new(NotTranslated, $"locale: the article is not written in {locale}.");
}
