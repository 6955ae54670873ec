using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Pipeline;
using MediatR;

namespace Hal.Api.Account.Articles.PublishArticle;

/// <summary>Publish an article.</summary>
/// <param name="Id">The article.</param>
/// <param name="Locale">Which language; null for all.</param>
public sealed record PublishArticleCommand(string? Id, string? Locale) : IRequest<Result<PublishArticleResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}

/// <summary>The article.</summary>
/// <param name="Article">The article.</param>
public sealed record PublishArticleResponse(ArticleAnswer Article);

public sealed class PublishArticleValidator : AbstractValidator<PublishArticleCommand>
{
    public PublishArticleValidator() => RuleFor(x => x.Locale).MustBeArticleLocale();
}
