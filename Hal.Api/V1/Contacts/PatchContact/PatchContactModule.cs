using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.V1.Contacts.PatchContact;

public sealed class PatchContactModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Write<PatchContactCommand, PatchContactResponse>(HttpMethods.Patch, "contacts/{id}", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Contacts")
            .WithSummary("Change a contact")
            .WithDescription("What is absent stays, `null` clears, `tags` replaces the list, and `metadata` merges by key.")
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged, ContactRules.EmailTaken, ContactRules.UserIdTaken, Preconditions.Failed)
            .WithExample(
                new
                {
                    name = "Ana Novak",
                    phone = (string?)null,
                    metadata = new { plan = "pro", trial = (string?)null },
                }
            );
}
