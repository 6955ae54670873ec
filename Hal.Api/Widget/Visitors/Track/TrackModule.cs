using Carter;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Http;

namespace Hal.Api.Widget.Visitors.Track;

public sealed class TrackModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<TrackCommand, TrackResponse>("track", answer =>
                answer.Event.Duplicate ? StatusCodes.Status200OK : StatusCodes.Status201Created
            )
            .Produces<TrackResponse>(StatusCodes.Status201Created)
            .WithName("widget_track")
            .WithTags("Visitors")
            .WithSummary("Record a milestone")
            .WithDescription(
                """
                201 with the event that was stored. With an `event_key` that the project has seen before, 200 with the first event and
                `duplicate: true`; if that event came from another visitor, the answer has only its ids. A new visitor is created on the
                fly.
                """
            )
            .Refuses(ActingCompany.CompanyNotLinked)
            .WithExample(
                new
                {
                    project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                    visitor_id = "v-81f2",
                    name = "plan_upgraded",
                    value = 49.90,
                    event_key = "upgrade-2026-01-31",
                    occurred_at = "2026-01-31T09:30:00.000Z",
                    metadata = new { plan = "pro" },
                }
            );
}
