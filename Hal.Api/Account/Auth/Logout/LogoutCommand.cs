using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Auth.Logout;

/// <summary>Ends the present session.</summary>
public sealed record LogoutCommand : IRequest<Result<Nothing>>, IMemberRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}
