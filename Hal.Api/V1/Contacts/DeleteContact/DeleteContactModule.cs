using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.V1.Contacts.DeleteContact;

public sealed class DeleteContactModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Action<DeleteContactCommand, Nothing>(HttpMethods.Delete, "contacts/{id}", request => new DeleteContactCommand
            {
                Id = request.RouteValues.Text("id"),
            })
            .WithTags("Contacts")
            .WithSummary("Delete a contact")
            .WithDescription(
                "Its visitors are anonymous again, and it leaves its companies. "
                    + "Events stay without it, except those that belong to nobody else."
            )
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged, Preconditions.Failed);
}
