using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Settings.GetIdentitySecret;

/// <summary>Reads a project's identity secret.</summary>
public sealed record GetIdentitySecretQuery : IRequest<Result<GetIdentitySecretResponse>>, IProjectRequest
{
    public static Role Needs => Role.Owner;

    public string? Id { get; init; }

    string? IProjectRequest.NamedProject => Id;
}

/// <summary>The key of user_hash.</summary>
/// <param name="IdentitySecret">The secret.</param>
/// <param name="PreviousValidUntil">Until when the previous secret is accepted, too; null if there is none.</param>
public sealed record GetIdentitySecretResponse(string IdentitySecret, DateTime? PreviousValidUntil);
