using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Events.ListEvents;

public sealed class ListEventsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListEventsQuery, ListEventsResponse>("events")
            .WithTags("Events")
            .WithSummary("List events")
            .WithDescription("The last that occurred first. An event is listed if all the filters that are sent hold.");
}
