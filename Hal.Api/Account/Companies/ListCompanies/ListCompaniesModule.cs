using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Companies.ListCompanies;

public sealed class ListCompaniesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListCompaniesQuery, ListCompaniesResponse>("companies")
            .WithTags("Companies")
            .WithSummary("List companies")
            .WithDescription("The newest first. A company is listed if all the filters that are sent hold.");
}
