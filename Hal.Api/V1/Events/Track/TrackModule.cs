using Carter;
using Hal.Api.Families.V1;
using Hal.Api.Http;

namespace Hal.Api.V1.Events.Track;

public sealed class TrackModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Create<TrackCommand, TrackResponse>("events/track", isLocated: false)
            .Produces<TrackResponse>(StatusCodes.Status200OK)
            .WithTags("Events")
            .WithSummary("Record a milestone of a contact or a company")
            .WithDescription(
                "201 with the event that was stored. With an `event_key` that the project has seen before, 200 with the first event "
                    + "and `duplicate: true`, and nothing is changed.\n"
                    + "The contact is found by `user_id`, else by `email`, else created; the company is found by `company_id`, Hal's id "
                    + "first and then your own, else created without a stage. The two are\n"
                    + "linked. What is already known of either stays as it is: names, e-mail and `user_id` fill gaps only, and so does "
                    + "metadata unless `overwrite_metadata` is true."
            )
            .WithExample(
                new
                {
                    name = "plan_upgraded",
                    event_key = "upgrade-2026-01-31",
                    user_id = "u-1001",
                    email = "ana@acme.example",
                    value = 49.90,
                    company_id = "acme",
                    company = new { name = "Acme", metadata = new { seats = 12 } },
                    metadata = new { plan = "pro" },
                }
            );
}
