using Carter;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Stages.PatchStage;

public sealed class PatchStageModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<PatchStageCommand, PatchStageResponse>(HttpMethods.Patch, "stages/{id}", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Stages")
            .WithSummary("Change a stage")
            .WithDescription("Companies in it stay in it. What was recorded under an earlier name keeps that name.")
            .Refuses(ProblemCode.NotFound, StageRules.NameTaken, Preconditions.Failed)
            .WithExample(new { name = "Pilot", position = 1 });
}
