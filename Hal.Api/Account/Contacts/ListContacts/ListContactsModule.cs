using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Contacts.ListContacts;

public sealed class ListContactsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListContactsQuery, ListContactsResponse>("contacts")
            .WithTags("Contacts")
            .WithSummary("List contacts")
            .WithDescription("The newest first. Filters combine: a contact has to meet all that are given.");
}
