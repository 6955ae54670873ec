using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Companies.DeleteCompany;

public sealed class DeleteCompanyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteCompanyCommand, Nothing>(HttpMethods.Delete, "companies/{id}", request => new DeleteCompanyCommand(
                request.RouteValues.Text("id")
            ))
            .WithTags("Companies")
            .WithSummary("Delete a company")
            .WithDescription(
                "Its contacts stay and lose their link to it, its own events and its history go with it, "
                    + "and events of visitors that name it stay without it."
            )
            .Refuses(ProblemCode.NotFound, Preconditions.Failed);
}
