using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Pipeline;
using MediatR;

namespace Hal.Api.Account.Articles.UnpublishArticle;

/// <summary>Take an article away from readers.</summary>
/// <param name="Id">The article.</param>
/// <param name="Locale">Which language; null for all.</param>
public sealed record UnpublishArticleCommand(string? Id, string? Locale) : IRequest<Result<UnpublishArticleResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}

/// <summary>The article.</summary>
/// <param name="Article">The article.</param>
public sealed record UnpublishArticleResponse(ArticleAnswer Article);

public sealed class UnpublishArticleValidator : AbstractValidator<UnpublishArticleCommand>
{
    public UnpublishArticleValidator() => RuleFor(x => x.Locale).MustBeArticleLocale();
}
