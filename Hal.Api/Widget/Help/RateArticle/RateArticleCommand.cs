using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Widget;

namespace Hal.Api.Widget.Help.RateArticle;

/// <summary>Says whether an article helped a visitor.</summary>
public sealed record RateArticleCommand : WidgetCommand<RateArticleResponse>
{
    [JsonIgnore]
    public string? Slug { get; init; }

    /// <summary>The language in which it was read. If absent, every language is searched, the project's default locale first.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether it helped. Required.</summary>
    public bool? Helpful { get; init; }
}

/// <summary>The answer was stored. Each visitor counts once; a later answer replaces an earlier one.</summary>
/// <param name="Helpful">The answer.</param>
public sealed record RateArticleResponse(bool Helpful) : WidgetAnswer;

public sealed class RateArticleValidator : AbstractValidator<RateArticleCommand>
{
    public RateArticleValidator()
    {
        Include(new VisitorRules<RateArticleCommand>());
        RuleFor(x => x.Locale).MustBeArticleLocale();
        RuleFor(x => x.Helpful).NotNull().WithMessage("This is required.");
    }
}
