using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Stages.ListStages;

public sealed class ListStagesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListStagesQuery, ListStagesResponse>("stages")
            .ShowsVersion()
            .WithTags("Stages")
            .WithSummary("List the stages of the pipeline")
            .WithDescription(
                "In the order of their position. The ETag is that of the whole pipeline and fits the `If-Match` of each write of a stage."
            );
}
