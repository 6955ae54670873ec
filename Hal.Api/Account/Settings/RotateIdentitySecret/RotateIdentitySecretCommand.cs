using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Settings.RotateIdentitySecret;

/// <summary>Replaces a project's identity secret.</summary>
public sealed record RotateIdentitySecretCommand : IRequest<Result<RotateIdentitySecretResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Owner;

    [JsonIgnore]
    public string? Id { get; init; }

    string? IProjectRequest.NamedProject => Id;
}

/// <summary>The new key of user_hash.</summary>
/// <param name="IdentitySecret">The new secret.</param>
/// <param name="PreviousValidUntil">Until when the previous secret is accepted, too.</param>
public sealed record RotateIdentitySecretResponse(string IdentitySecret, DateTime? PreviousValidUntil);
