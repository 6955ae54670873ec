using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Pipeline;
using MediatR;

namespace Hal.Api.Account.Team.DeleteInvitation;

/// <summary>Takes an invitation back.</summary>
public sealed record DeleteInvitationCommand : IRequest<Result<Nothing>>, IMemberRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    [JsonIgnore]
    public string? Id { get; init; }
}
