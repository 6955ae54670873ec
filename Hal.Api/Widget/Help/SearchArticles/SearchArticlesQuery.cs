using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Widget.Help.SearchArticles;

/// <summary>Searches what is published, or lists it.</summary>
public sealed record SearchArticlesQuery(string? ProjectId, string? AppId, string? Q, string? Locale, string? Limit, string? Cursor)
    : IRequest<Result<SearchArticlesResponse>>,
        IWidgetRequest
{
    internal const int MaxLimit = 200;
    internal const int DefaultLimit = 50;

    /// <summary>The most articles that a search returns, because only the first few ranks matter.</summary>
    internal const int MaxFound = 50;

    internal int Size => int.TryParse(Limit, System.Globalization.CultureInfo.InvariantCulture, out var limit) ? limit : DefaultLimit;
}

/// <summary>What was found, best first; without a search all that is published, in the order of the groups.</summary>
/// <param name="Locale">The language of the articles.</param>
/// <param name="Articles">The articles.</param>
/// <param name="NextCursor">Where the next page begins; null for the last, and for what was found by a search.</param>
public sealed record SearchArticlesResponse(string Locale, IReadOnlyList<SearchArticlesItem> Articles, string? NextCursor)
{
    /// <summary>The entity tag. It changes whenever the answer can change.</summary>
    internal string ETag { get; init; } = "";
}

/// <summary>An article.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Title">The title.</param>
/// <param name="Slug">The slug to read it by.</param>
/// <param name="Locale">The language.</param>
/// <param name="GroupId">The group it stands in; null for none.</param>
/// <param name="Excerpt">The part of its text that shows why it was found; its beginning without a search.</param>
/// <param name="TitleHtml">The title as escaped HTML, with the words that were found in mark elements.</param>
/// <param name="ExcerptHtml">The excerpt as escaped HTML, with the words that were found in mark elements.</param>
public sealed record SearchArticlesItem(
    Guid Id,
    string Title,
    string Slug,
    string Locale,
    Guid? GroupId,
    string Excerpt,
    string TitleHtml,
    string ExcerptHtml
);

public sealed class SearchArticlesValidator : AbstractValidator<SearchArticlesQuery>
{
    public SearchArticlesValidator()
    {
        RuleFor(x => x.Q)
            .MaximumLength(ArticleSearch.MaxLength)
            .WithMessage($"This may have at most {ArticleSearch.MaxLength} characters.");
        RuleFor(x => x.Locale).MustBeArticleLocale();
        RuleFor(x => x.Limit)
            .Must(limit =>
                limit is null
                || (
                    int.TryParse(
                        limit,
                        System.Globalization.NumberStyles.None,
                        System.Globalization.CultureInfo.InvariantCulture,
                        out var size
                    ) && size is >= 1 and <= SearchArticlesQuery.MaxLimit
                )
            )
            .WithMessage($"This must be a whole number from 1 to {SearchArticlesQuery.MaxLimit}.");
        RuleFor(x => x.Cursor)
            .Must(cursor => cursor is null || Platform.Values.Cursor.Read(cursor) is not null)
            .WithMessage("This must be the next_cursor of a page before.");
    }
}
