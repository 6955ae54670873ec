using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Companies.GetCompanyTimeline;

public sealed class GetCompanyTimelineModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetCompanyTimelineQuery, GetCompanyTimelineResponse>("companies/{id}/timeline")
            .WithTags("Companies")
            .WithSummary("List what happened to a company")
            .WithDescription(
                "Its events, each change of its stage and deal, and when contacts were linked to it; the newest first. "
                    + "Each entry has one member named after its `type`."
            )
            .Refuses(ProblemCode.NotFound);
}
