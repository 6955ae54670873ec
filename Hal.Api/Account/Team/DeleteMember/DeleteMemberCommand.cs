using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Team.DeleteMember;

/// <summary>Removes a member, or leaves.</summary>
public sealed record DeleteMemberCommand : IRequest<Result<Nothing>>, IMemberRequest, IRecordedWrite
{
    /// <summary>Every member may leave; for the rest see <see cref="TeamRules"/>.</summary>
    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }
}
