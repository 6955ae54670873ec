using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.ApiKeys.DeleteApiKey;

/// <summary>Revokes an API key.</summary>
public sealed record DeleteApiKeyCommand : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    public string? Id { get; init; }
}
