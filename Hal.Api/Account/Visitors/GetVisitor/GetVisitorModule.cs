using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Visitors.GetVisitor;

public sealed class GetVisitorModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetVisitorQuery, GetVisitorResponse>("visitors/{id}")
            .ShowsVersion()
            .WithTags("Visitors")
            .WithSummary("Read a visitor")
            .WithDescription("By Hal's id; the list finds a visitor by your own. The ETag changes also when the visitor is seen again.")
            .Refuses(ProblemCode.NotFound);
}
