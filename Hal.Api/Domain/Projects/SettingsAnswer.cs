using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Mapping;
using Hal.Api.Platform.Values;
using Mapster;

namespace Hal.Api.Domain.Projects;

/// <summary>A project's settings as the account family answers them (contract 5).</summary>
/// <param name="Name">The name shown to visitors.</param>
/// <param name="DefaultLocale">The BCP 47 tag used when a visitor's language is not known.</param>
/// <param name="PrimaryColor">The widget's colour as #rrggbb.</param>
/// <param name="Greeting">The widget's first words; null for none.</param>
/// <param name="AllowedOrigins">The origins whose pages may use the widget; empty for any.</param>
/// <param name="StageUpdateMode">What happens to a widget's stage when the call does not say.</param>
/// <param name="IdentityVerificationRequired">Whether every widget call that carries identity has to prove it by a user_hash.</param>
/// <param name="HelpCenterEnabled">Whether the public help center is on.</param>
public sealed record SettingsAnswer(
    string Name,
    string DefaultLocale,
    string PrimaryColor,
    string? Greeting,
    IReadOnlyList<string> AllowedOrigins,
    [property: SchemaEnum(StageText.AdvanceOnly, StageText.Exact)] string StageUpdateMode,
    bool IdentityVerificationRequired,
    bool HelpCenterEnabled
)
{
    /// <summary>The settings of a project as it is remembered.</summary>
    public static SettingsAnswer Of(Project project) => RowMapping.Map<Project, SettingsAnswer>(project);

    /// <summary>The settings of a project as it was read.</summary>
    /// <param name="row">The project's row.</param>
    public static SettingsAnswer Of(ProjectRow row) => RowMapping.Map<ProjectRow, SettingsAnswer>(row);

    private sealed class Mappings : IRegister
    {
        public void Register(TypeAdapterConfig config)
        {
            config
                .NewConfig<Project, SettingsAnswer>()
                .Map(settings => settings.StageUpdateMode, project => StageText.Of(project.StageUpdateMode));
            config.NewConfig<ProjectRow, SettingsAnswer>();
        }
    }
}
