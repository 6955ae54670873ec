using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Pipeline;
using MediatR;

namespace Hal.Api.Account.Team.DeleteMember;

/// <summary>Removes a member, or leaves.</summary>
public sealed record DeleteMemberCommand : IRequest<Result<Nothing>>, IMemberRequest, IRecordedWrite
{
    /// <summary>Anybody may leave; for the rest see <see cref="TeamRules"/>.</summary>
    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }
}
