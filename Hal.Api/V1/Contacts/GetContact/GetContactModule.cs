using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.V1.Contacts.GetContact;

public sealed class GetContactModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Read<GetContactQuery, GetContactResponse>("contacts/{id}")
            .ShowsVersion()
            .WithTags("Contacts")
            .WithSummary("Read a contact")
            .WithDescription("A contact that was merged into another answers 410, with the other in `Link`.")
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged);
}
