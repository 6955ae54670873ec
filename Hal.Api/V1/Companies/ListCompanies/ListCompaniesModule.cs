using Carter;
using Hal.Api.Families.V1;

namespace Hal.Api.V1.Companies.ListCompanies;

public sealed class ListCompaniesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Read<ListCompaniesQuery, ListCompaniesResponse>("companies")
            .WithTags("Companies")
            .WithSummary("List companies")
            .WithDescription(
                "The newest first. A company is listed if all the filters that are given hold; a blank filter counts as absent."
            );
}
