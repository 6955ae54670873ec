using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Contacts.DeleteContact;

public sealed class DeleteContactModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteContactCommand, Nothing>(HttpMethods.Delete, "contacts/{id}", request => new DeleteContactCommand
            {
                Id = request.RouteValues.Text("id"),
                Erase = request.Query.TryGetValue("erase", out var erase) ? erase.ToString() : null,
            })
            .TakesParameter(
                "erase",
                "true also deletes everything that is held on the person; needs the role admin. false if absent.",
                DeleteContactCommand.Yes,
                DeleteContactCommand.No
            )
            .WithTags("Contacts")
            .WithSummary("Delete a contact")
            .WithDescription(
                "Its visitors become anonymous again; events stay with them and with companies. "
                    + "With `erase=true` everything that is held on the person is deleted: its visitors, events, merges, "
                    + "the placeholder companies that only it belongs to, and what history, stored answers and audit say about it."
            )
            .Refuses(ProblemCode.NotFound, ContactLookup.Merged, Preconditions.Failed);
}
