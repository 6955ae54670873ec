using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Companies.GetCompany;

public sealed class GetCompanyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetCompanyQuery, GetCompanyResponse>("companies/{id}")
            .ShowsVersion()
            .WithTags("Companies")
            .WithSummary("Read a company")
            .Refuses(ProblemCode.NotFound);
}
