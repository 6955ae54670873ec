using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.PatchArticleGroup;

/// <summary>Changes a group of articles.</summary>
public sealed record PatchArticleGroupCommand : IRequest<Result<PatchArticleGroupResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>The name in the project's default locale.</summary>
    public string? Name { get; init; }

    /// <summary>Names by locale: merged, null removes one.</summary>
    public Dictionary<string, string?>? Names { get; init; }

    /// <summary>Its place in the order of groups, from 0; the others keep their order.</summary>
    public int? Position { get; init; }
}

/// <summary>The group.</summary>
/// <param name="ArticleGroup">The group.</param>
public sealed record PatchArticleGroupResponse(ArticleGroupAnswer ArticleGroup);

public sealed class PatchArticleGroupValidator : AbstractValidator<PatchArticleGroupCommand>
{
    public PatchArticleGroupValidator()
    {
        RuleFor(x => x.Name)
            .Must(name => name is null || name.Trim().Length is > 0 and <= FieldRules.MaxNameLength)
            .WithMessage($"This must be 1 to {FieldRules.MaxNameLength} characters.");
        RuleFor(x => x.Names).MustBeNames(canRemove: true);
        RuleFor(x => x.Position).MustBeArticlePosition();
    }
}
