using Carter;
using Hal.Api.Families.Widget;
using Hal.Api.Http;

namespace Hal.Api.Widget.Visitors.TrackBatch;

public sealed class TrackBatchModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<TrackBatchCommand, TrackBatchResponse>("track/batch")
            .WithName("widget_track_batch")
            .WithTags("Visitors")
            .WithSummary("Record several milestones")
            .WithDescription(
                """
                Stores or rejects each event by itself, and returns a result for each in order. A rejected event carries the problem that
                `track` would have returned, such as `company_not_linked` or `validation_failed`.
                """
            )
            .WithExample(
                new
                {
                    project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                    visitor_id = "v-81f2",
                    events = new object[]
                    {
                        new
                        {
                            name = "page_viewed",
                            value = "/pricing",
                            event_key = "pv-1",
                        },
                        new
                        {
                            name = "trial_started",
                            event_key = "trial-acme",
                            entity = "company",
                        },
                    },
                }
            );
}
