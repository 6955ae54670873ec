using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Companies.GetPipeline;

public sealed class GetPipelineHandler(AccountCall call, Database database) : IRequestHandler<GetPipelineQuery, Result<GetPipelineResponse>>
{
    // The index companies_stage_ix holds all columns that are read.
    private const string Sums = """
        select stage_id, count(*) as count, coalesce(sum(deal_value), 0) as deal_value_sum
        from companies
        where project_id = $1
        group by stage_id
        """;

    public async Task<Result<GetPipelineResponse>> Handle(GetPipelineQuery request, CancellationToken cancellationToken)
    {
        var sums = await database.SearchListAsync<Row>(Sums, call.ProjectId.Value);

        // The project's stages are as of this read, so none is missing.
        Stage?[] stages = [.. call.Project.Stages.All, null];
        return new GetPipelineResponse([.. stages.Select(stage => Entry(stage, sums.FirstOrDefault(sum => sum.StageId == stage?.Id)))]);
    }

    private static GetPipelineStage Entry(Stage? stage, Row? sum) =>
        new(
            stage?.Id,
            stage?.Name,
            stage is null ? null : StageText.Of(stage.Type),
            stage?.Position,
            sum?.Count ?? 0,
            sum?.DealValueSum ?? 0
        );

    private sealed record Row(Guid? StageId, long Count, decimal DealValueSum);
}
