using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Companies.ListCompanyContacts;

public sealed class ListCompanyContactsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListCompanyContactsQuery, ListCompanyContactsResponse>("companies/{id}/contacts")
            .WithTags("Companies")
            .WithSummary("List the contacts of a company")
            .WithDescription("The last linked first.")
            .Refuses(ProblemCode.NotFound);
}
