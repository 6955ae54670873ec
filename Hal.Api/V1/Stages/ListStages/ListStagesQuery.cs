using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Stages.ListStages;

/// <summary>Lists the stages.</summary>
public sealed record ListStagesQuery : PageQuery, IRequest<Result<ListStagesResponse>>, IV1Request
{
    public static string Scope => Scopes.CompaniesRead;
}

/// <summary>A page of stages.</summary>
/// <param name="Stages">The stages in their order.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListStagesResponse(IReadOnlyList<StageAnswer> Stages, string? NextCursor);

public sealed class ListStagesValidator : AbstractValidator<ListStagesQuery>
{
    public ListStagesValidator() => Include(new PageRules<ListStagesQuery>());
}
