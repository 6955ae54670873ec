using Carter;
using Hal.Api.Families.V1;
using Hal.Api.Http;

namespace Hal.Api.V1.Stages.ListStages;

public sealed class ListStagesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Read<ListStagesQuery, ListStagesResponse>("stages")
            .ShowsVersion()
            .WithTags("Stages")
            .WithSummary("List the stages of the pipeline")
            .WithDescription("In the order of their position. The ETag is that of the whole pipeline.");
}
