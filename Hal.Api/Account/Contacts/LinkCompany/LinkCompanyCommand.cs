using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Contacts.LinkCompany;

/// <summary>Links a contact to a company.</summary>
public sealed record LinkCompanyCommand : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }

    [JsonIgnore]
    public string? CompanyId { get; init; }
}
