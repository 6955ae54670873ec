using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Contacts.ListContactCompanies;

public sealed class ListContactCompaniesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListContactCompaniesQuery, ListContactCompaniesResponse>("contacts/{id}/companies")
            .WithTags("Contacts")
            .WithSummary("List the companies of a contact")
            .WithDescription("The last linked first. A contact that was merged into another answers 410, with the other in `Link`.")
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged);
}
