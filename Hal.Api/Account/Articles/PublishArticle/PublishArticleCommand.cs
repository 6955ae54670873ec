using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Articles.PublishArticle;

/// <summary>Publish an article.</summary>
public sealed record PublishArticleCommand : IRequest<Result<PublishArticleResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>Only this language; all of them if absent. The parameter locale says the same.</summary>
    public string? Locale { get; init; }

    [JsonIgnore]
    public string? LocaleInQuery { get; init; }

    internal string? OneLocale => Locale ?? LocaleInQuery;
}

/// <summary>The article.</summary>
/// <param name="Article">The article.</param>
public sealed record PublishArticleResponse(ArticleAnswer Article);

public sealed class PublishArticleValidator : AbstractValidator<PublishArticleCommand>
{
    public PublishArticleValidator()
    {
        RuleFor(x => x.Locale).MustBeArticleLocale();
        RuleFor(x => x.LocaleInQuery).MustBeArticleLocale().OverridePropertyName("locale");
        RuleFor(x => x.Locale).MustAgreeWith(x => x.LocaleInQuery);
    }
}
