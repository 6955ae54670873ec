using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Companies.GetCompany;

/// <summary>Reads a company.</summary>
public sealed record GetCompanyQuery : IRequest<Result<GetCompanyResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>The company.</summary>
/// <param name="Company">The company.</param>
public sealed record GetCompanyResponse(CompanyAnswer Company);
