using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Stages.ListStages;

/// <summary>Lists the stages.</summary>
public sealed record ListStagesQuery : PageQuery, IRequest<Result<ListStagesResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;
}

/// <summary>A page of stages.</summary>
/// <param name="Stages">The stages in their order.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListStagesResponse(IReadOnlyList<StageAnswer> Stages, string? NextCursor);

public sealed class ListStagesValidator : AbstractValidator<ListStagesQuery>
{
    public ListStagesValidator() => Include(new PageRules<ListStagesQuery>());
}
