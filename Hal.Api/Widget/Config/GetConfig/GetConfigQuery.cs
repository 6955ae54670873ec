using Hal.Api.Families.Widget;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Widget.Config.GetConfig;

/// <summary>What a widget has to know before its visitor says a word.</summary>
public sealed record GetConfigQuery(string? ProjectId, string? AppId) : IRequest<Result<GetConfigResponse>>, IWidgetRequest;

/// <summary>A project's widget settings.</summary>
/// <param name="Config">The settings.</param>
public sealed record GetConfigResponse(GetConfigConfig Config)
{
    /// <summary>Changes whenever an answer could.</summary>
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
