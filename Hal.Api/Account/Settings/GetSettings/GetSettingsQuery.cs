using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Settings.GetSettings;

/// <summary>Reads a project's settings.</summary>
public sealed record GetSettingsQuery : IRequest<Result<GetSettingsResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }

    string? IProjectRequest.NamedProject => Id;
}

/// <summary>The settings.</summary>
/// <param name="Settings">The settings.</param>
public sealed record GetSettingsResponse(SettingsAnswer Settings);
