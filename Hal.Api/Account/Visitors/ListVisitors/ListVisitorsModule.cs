using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Visitors.ListVisitors;

public sealed class ListVisitorsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListVisitorsQuery, ListVisitorsResponse>("visitors")
            .WithTags("Visitors")
            .WithSummary("List visitors")
            .WithDescription("The newest first, by when they were first seen.");
}
