using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Contacts.ExportContact;

public sealed class ExportContactModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ExportContactQuery, ExportContactResponse>("contacts/{id}/export")
            .IsDownloaded("contact")
            .WithTags("Contacts")
            .WithSummary("Export all that is held on a person")
            .WithDescription(
                "Every row that mentions the contact or its visitors, whole and as a file (`Content-Disposition`). "
                    + "The export itself is on record in the audit."
            )
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged);
}
