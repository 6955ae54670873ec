using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using Hal.Api.Rendering;
using MediatR;

namespace Hal.Api.Account.Articles.CreateArticle;

/// <summary>Writes an article in its first language.</summary>
public sealed record CreateArticleCommand : IRequest<Result<CreateArticleResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    /// <summary>The title, 1 to 200 characters. Required.</summary>
    public string? Title { get; init; }

    /// <summary>The content in Markdown.</summary>
    [SchemaLength(ArticleMarkdown.MaxLength)]
    public string? Content { get; init; }

    /// <summary>The language, as a BCP 47 tag; the project's default locale if absent.</summary>
    public string? Locale { get; init; }

    /// <summary>The end of the article's address, unique among the articles of its language; made from the title if absent.</summary>
    [SchemaLength(Domain.Articles.Slug.MaxLength)]
    public string? Slug { get; init; }

    /// <summary>The group it stands in, at the end; none if absent.</summary>
    public string? GroupId { get; init; }

    /// <summary>published shows it to readers at once.</summary>
    [SchemaEnum(Article.DraftStatus, Article.PublishedStatus)]
    public string? Status { get; init; }
}

/// <summary>The article.</summary>
/// <param name="Article">The article.</param>
public sealed record CreateArticleResponse(ArticleAnswer Article);

public sealed class CreateArticleValidator : AbstractValidator<CreateArticleCommand>
{
    public CreateArticleValidator()
    {
        RuleFor(x => x.Title).NotNull().WithMessage("This is required.").MustBeTitle();
        RuleFor(x => x.Content).MustBeShowable();
        RuleFor(x => x.Locale).MustBeArticleLocale();
        RuleFor(x => x.Slug).MustBeSlug();
        RuleFor(x => x.Status)
            .Must(status => status is null or Article.DraftStatus or Article.PublishedStatus)
            .WithMessage($"This must be {Article.DraftStatus} or {Article.PublishedStatus}.");
    }
}
