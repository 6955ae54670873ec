using Carter;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Stages.CreateStage;

public sealed class CreateStageModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountCreate<CreateStageCommand, CreateStageResponse>("stages", isLocated: false)
            .WithTags("Stages")
            .WithSummary("Add a stage to the pipeline")
            .WithDescription("Widgets know it from their next call on. A pipeline has at most 100 stages.")
            .Refuses(StageRules.NameTaken, StageRules.TooMany, Preconditions.Failed)
            .WithExample(
                new
                {
                    name = "Trial",
                    type = "open",
                    position = 2,
                }
            );
}
