using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Stages.OrderStages;

public sealed class OrderStagesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<OrderStagesCommand, OrderStagesResponse>(HttpMethods.Put, "stages/order")
            .WithTags("Stages")
            .WithSummary("Put the stages in another order")
            .WithDescription("Each stage of the pipeline has to be named exactly once.")
            .Refuses(Preconditions.Failed)
            .WithExample(new { stage_ids = new[] { "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11", "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c12" } });
}
