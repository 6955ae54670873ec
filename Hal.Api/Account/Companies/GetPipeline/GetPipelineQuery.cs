using Hal.Api.Domain.Members;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Companies.GetPipeline;

/// <summary>Counts the companies of each stage and adds up their deals.</summary>
public sealed record GetPipelineQuery : IRequest<Result<GetPipelineResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;
}

/// <summary>The pipeline.</summary>
/// <param name="Stages">The stages in their order, then one entry for the companies without a stage.</param>
public sealed record GetPipelineResponse(IReadOnlyList<GetPipelineStage> Stages);

/// <summary>The companies of a stage.</summary>
/// <param name="StageId">The stage; null for the companies without one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">What reaching it means.</param>
/// <param name="Position">Its place in the order.</param>
/// <param name="Count">How many companies are in it.</param>
/// <param name="DealValueSum">What their deals are worth together, exactly.</param>
public sealed record GetPipelineStage(
    Guid? StageId,
    string? Name,
    [property: SchemaEnum(StageText.Open, StageText.Won, StageText.Lost)] string? Type,
    int? Position,
    long Count,
    decimal DealValueSum
);
