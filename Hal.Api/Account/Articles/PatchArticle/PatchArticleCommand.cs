using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using Hal.Api.Rendering;
using MediatR;

namespace Hal.Api.Account.Articles.PatchArticle;

/// <summary>Edits an article, or writes it in another language.</summary>
public sealed record PatchArticleCommand : IRequest<Result<PatchArticleResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>
    /// The language to edit. A language that the article is not written in yet is added and needs a title. The project's default locale if
    /// absent.
    /// </summary>
    public string? Locale { get; init; }

    /// <summary>The title, 1 to 200 characters.</summary>
    public Optional<string> Title { get; init; }

    /// <summary>The content in Markdown.</summary>
    [SchemaLength(ArticleMarkdown.MaxLength)]
    public Optional<string> Content { get; init; }

    /// <summary>The end of the article's address; null lets it follow the title again.</summary>
    [SchemaLength(Domain.Articles.Slug.MaxLength)]
    public Optional<string> Slug { get; init; }

    /// <summary>The group it stands in, at the end unless a position is sent; null for none.</summary>
    public Optional<string> GroupId { get; init; }

    /// <summary>Its place in the group, from 0; the others keep their order.</summary>
    public int? Position { get; init; }
}

/// <summary>The article.</summary>
/// <param name="Article">The article.</param>
public sealed record PatchArticleResponse(ArticleAnswer Article);

public sealed class PatchArticleValidator : AbstractValidator<PatchArticleCommand>
{
    public PatchArticleValidator()
    {
        RuleFor(x => x.Locale).MustBeArticleLocale();
        RuleFor(x => x.Title.Value).MustBeTitle();
        RuleFor(x => x.Title.Value).NotNull().When(x => x.Title.IsSet).WithMessage("An article must have a title.");
        RuleFor(x => x.Content.Value).MustBeShowable();
        RuleFor(x => x.Slug.Value).MustBeSlug();
        RuleFor(x => x.Position).MustBeArticlePosition();
    }
}
