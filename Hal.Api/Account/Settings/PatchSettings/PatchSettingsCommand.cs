using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Settings.PatchSettings;

/// <summary>Changes a project's settings.</summary>
public sealed record PatchSettingsCommand : IRequest<Result<PatchSettingsResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>The name shown to visitors.</summary>
    [SchemaType("string")]
    public Optional<string> Name { get; init; }

    /// <summary>The BCP 47 tag used when a visitor's language is not known, such as en or pt-BR.</summary>
    [SchemaType("string")]
    public Optional<string> DefaultLocale { get; init; }

    /// <summary>The widget's colour as #rrggbb.</summary>
    [SchemaType("string")]
    public Optional<string> PrimaryColor { get; init; }

    /// <summary>The widget's first words. Blank counts as null.</summary>
    public Optional<string> Greeting { get; init; }

    /// <summary>The origins whose pages may use the widget, up to 100; replaces the list. Empty for any.</summary>
    [SchemaLength(SettingsRules.MaxOrigins)]
    public Optional<string[]> AllowedOrigins { get; init; }

    /// <summary>What happens to a widget's stage when the call does not say.</summary>
    [SchemaType("string"), SchemaEnum(StageText.AdvanceOnly, StageText.Exact)]
    public Optional<string> StageUpdateMode { get; init; }

    /// <summary>Whether every widget call that carries identity has to prove it by a user_hash.</summary>
    [SchemaType("boolean")]
    public Optional<bool?> IdentityVerificationRequired { get; init; }

    /// <summary>Whether the public help center is on.</summary>
    [SchemaType("boolean")]
    public Optional<bool?> HelpCenterEnabled { get; init; }

    string? IProjectRequest.NamedProject => Id;
}

/// <summary>The settings.</summary>
/// <param name="Settings">The settings.</param>
public sealed record PatchSettingsResponse(SettingsAnswer Settings);

public sealed class PatchSettingsValidator : AbstractValidator<PatchSettingsCommand>
{
    private const string NotNull = "This cannot be null.";

    public PatchSettingsValidator()
    {
        RuleFor(x => x.Name.Value).MustBeProjectName().When(x => x.Name.IsSet);
        RuleFor(x => x.DefaultLocale.Value).MustBeLocale().When(x => x.DefaultLocale.IsSet);
        RuleFor(x => x.PrimaryColor.Value).MustBeColor().When(x => x.PrimaryColor.IsSet);
        RuleFor(x => x.Greeting.Value).MustBeGreeting();
        RuleFor(x => x.AllowedOrigins.Value).MustBeOrigins();
        RuleFor(x => x.StageUpdateMode.Value).NotNull().WithMessage(NotNull).MustBeStageUpdateMode().When(x => x.StageUpdateMode.IsSet);
        RuleFor(x => x.IdentityVerificationRequired.Value).NotNull().WithMessage(NotNull).When(x => x.IdentityVerificationRequired.IsSet);
        RuleFor(x => x.HelpCenterEnabled.Value).NotNull().WithMessage(NotNull).When(x => x.HelpCenterEnabled.IsSet);
    }
}
