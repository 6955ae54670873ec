using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Contacts.UnlinkCompany;

public sealed class UnlinkCompanyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<UnlinkCompanyCommand, Nothing>(
                HttpMethods.Delete,
                "contacts/{id}/companies/{company_id}",
                request => new UnlinkCompanyCommand
                {
                    Id = request.RouteValues.Text("id"),
                    CompanyId = request.RouteValues.Text("company_id"),
                }
            )
            .WithTags("Contacts")
            .WithSummary("Take a contact out of a company")
            .WithDescription(
                "The contact's visitors no longer act on the company; what happened stays in its history. "
                    + "404 if the contact does not belong to it. `ETag` and `If-Match` are the contact's."
            )
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged, Preconditions.Failed);
}
