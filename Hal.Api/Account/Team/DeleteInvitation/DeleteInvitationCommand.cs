using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Team.DeleteInvitation;

/// <summary>Takes an invitation back.</summary>
public sealed record DeleteInvitationCommand : IRequest<Result<Nothing>>, IMemberRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    [JsonIgnore]
    public string? Id { get; init; }
}
