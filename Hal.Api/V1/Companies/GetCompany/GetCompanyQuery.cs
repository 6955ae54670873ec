using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Companies;
using Hal.Api.Families.V1;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Companies.GetCompany;

/// <summary>Reads a company.</summary>
public sealed record GetCompanyQuery : IRequest<Result<GetCompanyResponse>>, IV1Request
{
    public static string Scope => Scopes.CompaniesRead;

    public string? Id { get; init; }
}

/// <summary>The company.</summary>
/// <param name="Company">The company.</param>
public sealed record GetCompanyResponse(CompanyAnswer Company);
