using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Widget.Help.ReadArticle;

/// <summary>Reads what is published of an article.</summary>
public sealed record ReadArticleQuery(string? ProjectId, string? AppId, string? Slug, string? Locale)
    : IRequest<Result<ReadArticleResponse>>,
        IWidgetRequest;

/// <summary>The article.</summary>
/// <param name="Article">The article.</param>
public sealed record ReadArticleResponse(ReadArticleArticle Article)
{
    /// <summary>The entity tag. It changes whenever the answer can change.</summary>
    internal string ETag { get; init; } = "";
}

/// <summary>An article as readers see it.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Title">The title.</param>
/// <param name="Slug">Its present slug, even if you asked for a former one.</param>
/// <param name="Locale">The language.</param>
/// <param name="Content">The content in Markdown.</param>
/// <param name="Html">The content as HTML that is safe to show: no script, style, form or frame is in it.</param>
/// <param name="GroupId">The group it stands in; null for none.</param>
/// <param name="Locales">The languages in which it is published.</param>
/// <param name="Url">Its page in the help center.</param>
/// <param name="PublishedAt">When it was last published.</param>
public sealed record ReadArticleArticle(
    Guid Id,
    string Title,
    string Slug,
    string Locale,
    string Content,
    string Html,
    Guid? GroupId,
    IReadOnlyList<ReadArticleLanguage> Locales,
    string Url,
    DateTime PublishedAt
);

/// <summary>One language of the article.</summary>
/// <param name="Locale">The language.</param>
/// <param name="Slug">Its slug there.</param>
public sealed record ReadArticleLanguage(string Locale, string Slug);

public sealed class ReadArticleValidator : AbstractValidator<ReadArticleQuery>
{
    public ReadArticleValidator() => RuleFor(x => x.Locale).MustBeArticleLocale();
}
