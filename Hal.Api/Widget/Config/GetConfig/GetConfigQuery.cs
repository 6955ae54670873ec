using Hal.Api.Families.Widget;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Widget.Config.GetConfig;

/// <summary>Reads the settings that a widget needs at its start.</summary>
public sealed record GetConfigQuery(string? ProjectId, string? AppId) : IRequest<Result<GetConfigResponse>>, IWidgetRequest;

/// <summary>A project's widget settings.</summary>
/// <param name="Config">The settings.</param>
public sealed record GetConfigResponse(GetConfigConfig Config)
{
    /// <summary>The entity tag. It changes whenever the answer can change.</summary>
    internal long Version { get; init; }
}

/// <summary>A project's widget settings.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Name">The name shown to visitors.</param>
/// <param name="DefaultLocale">The language used when the visitor's is not known.</param>
/// <param name="PrimaryColor">The colour as #rrggbb.</param>
/// <param name="Greeting">The first words; null for none.</param>
/// <param name="IdentityVerificationRequired">Whether identity has to be proven by a user_hash.</param>
/// <param name="HelpCenterEnabled">Whether the help center is on.</param>
public sealed record GetConfigConfig(
    Guid ProjectId,
    string Name,
    string DefaultLocale,
    string PrimaryColor,
    string? Greeting,
    bool IdentityVerificationRequired,
    bool HelpCenterEnabled
);
