using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Contacts.LinkCompany;

public sealed class LinkCompanyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<LinkCompanyCommand, Nothing>(
                HttpMethods.Put,
                "contacts/{id}/companies/{company_id}",
                request => new LinkCompanyCommand
                {
                    Id = request.RouteValues.Text("id"),
                    CompanyId = request.RouteValues.Text("company_id"),
                }
            )
            .WithTags("Contacts")
            .WithSummary("Link a contact to a company")
            .WithDescription(
                "A link that is there already stays. A placeholder that nobody touched disappears when a real company is linked. "
                    + "`ETag` and `If-Match` are the contact's."
            )
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged, Preconditions.Failed);
}
