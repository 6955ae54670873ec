using Carter;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.V1.Companies.GetCompany;

public sealed class GetCompanyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Read<GetCompanyQuery, GetCompanyResponse>("companies/{id}")
            .ShowsVersion()
            .WithTags("Companies")
            .WithSummary("Read a company")
            .Refuses(ProblemCode.NotFound);
}
