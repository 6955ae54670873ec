using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.CreateArticleGroup;

/// <summary>Creates a group of articles.</summary>
public sealed record CreateArticleGroupCommand : IRequest<Result<CreateArticleGroupResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    /// <summary>The name in the project's default locale. One of name and names is required.</summary>
    public string? Name { get; init; }

    /// <summary>The name by locale.</summary>
    public Dictionary<string, string?>? Names { get; init; }

    /// <summary>Its place in the order of groups, from 0; the end if absent.</summary>
    public int? Position { get; init; }
}

/// <summary>The group.</summary>
/// <param name="ArticleGroup">The group.</param>
public sealed record CreateArticleGroupResponse(ArticleGroupAnswer ArticleGroup);

public sealed class CreateArticleGroupValidator : AbstractValidator<CreateArticleGroupCommand>
{
    public CreateArticleGroupValidator()
    {
        RuleFor(x => x.Name)
            .Must((x, name) => name is null ? x.Names is { Count: > 0 } : name.Trim().Length is > 0 and <= FieldRules.MaxNameLength)
            .WithMessage($"A group needs a name of 1 to {FieldRules.MaxNameLength} characters.");
        RuleFor(x => x.Names).MustBeNames(canRemove: false);
        RuleFor(x => x.Position).MustBeArticlePosition();
    }
}
