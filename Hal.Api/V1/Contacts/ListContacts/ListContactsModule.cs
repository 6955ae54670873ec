using Carter;
using Hal.Api.Families.V1;

namespace Hal.Api.V1.Contacts.ListContacts;

public sealed class ListContactsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Read<ListContactsQuery, ListContactsResponse>("contacts")
            .WithTags("Contacts")
            .WithSummary("List contacts")
            .WithDescription("Those that meet all the filters that are given; a blank filter counts as absent.");
}
