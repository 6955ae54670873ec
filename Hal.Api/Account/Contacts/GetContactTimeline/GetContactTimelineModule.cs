using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Contacts.GetContactTimeline;

public sealed class GetContactTimelineModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetContactTimelineQuery, GetContactTimelineResponse>("contacts/{id}/timeline")
            .WithTags("Contacts")
            .WithSummary("List what happened to a contact")
            .WithDescription(
                "Its events, when it was linked to companies, contacts that were merged into it, "
                    + "and each change of stage and deal of its companies; the newest first.\n"
                    + "Each entry has one member named after its `type`."
            )
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged);
}
