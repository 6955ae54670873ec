using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Companies.GetPipeline;

public sealed class GetPipelineModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetPipelineQuery, GetPipelineResponse>("companies/pipeline")
            .WithTags("Companies")
            .WithSummary("Count companies and add up deals, stage by stage")
            .WithDescription(
                "Stages without companies are there too. The last entry, with `stage_id` null, is for the companies that are in no stage."
            );
}
