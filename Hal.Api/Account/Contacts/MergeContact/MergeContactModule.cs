using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Contacts.MergeContact;

public sealed class MergeContactModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<MergeContactCommand, MergeContactResponse>(HttpMethods.Post, "contacts/{id}/merge", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Contacts")
            .WithSummary("Merge another contact into this one")
            .WithDescription(
                "The other's visitors, events and companies become this contact's. "
                    + "This contact's own values stay; what it lacks comes from the other. "
                    + "From then on the other's id answers 410, with this contact in `Link`."
            )
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged, Preconditions.Failed)
            .WithExample(new { other_id = "01a20a44-aa3c-7d0e-ac2f-955e23bf5966" });
}
