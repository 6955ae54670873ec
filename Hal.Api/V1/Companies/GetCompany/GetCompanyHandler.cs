using Hal.Api.Domain.Companies;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Companies.GetCompany;

public sealed class GetCompanyHandler(V1Call call, Database database, Outcome outcome)
    : IRequestHandler<GetCompanyQuery, Result<GetCompanyResponse>>
{
    public async Task<Result<GetCompanyResponse>> Handle(GetCompanyQuery request, CancellationToken cancellationToken)
    {
        if (
            await database.ReadOneAsync<CompanyAnswer>(CompanyAnswer.ById, call.ProjectId.Value, ResourceId.Of(request.Id))
            is not { } company
        )
            return Problem.NotFound("company");

        outcome.Shows(company.Version);
        return new GetCompanyResponse(company);
    }
}
