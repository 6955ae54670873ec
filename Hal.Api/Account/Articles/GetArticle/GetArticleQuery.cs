using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Articles.GetArticle;

/// <summary>Reads an article.</summary>
public sealed record GetArticleQuery : IRequest<Result<GetArticleResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }

    /// <summary>The language to show.</summary>
    [FromQuery(Name = "locale"), Description("The language to show; the project's default locale if absent.")]
    public string? Locale { get; init; }
}

/// <summary>The article.</summary>
/// <param name="Article">The article.</param>
public sealed record GetArticleResponse(ArticleAnswer Article);

public sealed class GetArticleValidator : AbstractValidator<GetArticleQuery>
{
    public GetArticleValidator() => RuleFor(x => x.Locale).MustBeArticleLocale();
}
