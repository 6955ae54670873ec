using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Companies.DeleteCompany;

/// <summary>Deletes a company.</summary>
/// <param name="Id">Hal's id.</param>
public sealed record DeleteCompanyCommand(string? Id) : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}
