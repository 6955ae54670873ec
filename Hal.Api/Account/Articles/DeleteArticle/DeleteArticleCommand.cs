using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Articles.DeleteArticle;

/// <summary>Deletes an article, or one of its languages.</summary>
/// <param name="Id">The article.</param>
/// <param name="Locale">Which language; null for the whole article.</param>
public sealed record DeleteArticleCommand(string? Id, string? Locale) : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}

public sealed class DeleteArticleValidator : AbstractValidator<DeleteArticleCommand>
{
    public DeleteArticleValidator() => RuleFor(x => x.Locale).MustBeArticleLocale();
}
