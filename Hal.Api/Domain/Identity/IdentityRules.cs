using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Metadata;

namespace Hal.Api.Domain.Identity;

/// <summary>The checks of fields that many requests share (contract 2).</summary>
public static class IdentityRules
{
    /// <summary>The longest name of a person or company, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The longest phone number, in characters.</summary>
    public const int MaxPhoneLength = 50;

    private const string PlaceholderId = "This is a placeholder, not an id; leave it out while the person is not known.";

    /// <summary>A required id of a visitor.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeVisitorId<T>(this IRuleBuilder<T, string?> rule) => rule
        .Cascade().NotEmpty().WithMessage("This is required.")
        .MaximumLength(CallerId.MaxLength).WithMessage($"This may have at most {CallerId.MaxLength} characters.")
        .Must(id => id is null || !CallerId.IsPlaceholder(id)).WithMessage(PlaceholderId);

    /// <summary>An optional id of a user; blank counts as absent.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeUserId<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(CallerId.MaxLength).WithMessage($"This may have at most {CallerId.MaxLength} characters.")
        .Must(id => CallerId.OrAbsent(id) is not { } given || !CallerId.IsPlaceholder(given)).WithMessage(PlaceholderId);

    /// <summary>An optional e-mail address; blank counts as absent.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeEmail<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(Email.IsPlausible).WithMessage($"This has to look like an e-mail address (a@b) and have at most {Email.MaxLength} characters.");

    /// <summary>An optional name.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeName<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(MaxNameLength).WithMessage($"This may have at most {MaxNameLength} characters.");

    /// <summary>An optional phone number; blank counts as absent.</summary>
    public static IRuleBuilderOptions<T, string?> MustBePhone<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(MaxPhoneLength).WithMessage($"This may have at most {MaxPhoneLength} characters.");

    /// <summary>An optional metadata object.</summary>
    public static IRuleBuilderOptionsConditions<T, JsonElement?> MustBeMetadata<T>(this IRuleBuilder<T, JsonElement?> rule) =>
        rule.Custom((metadata, context) => AddFlaws(metadata, context));

    /// <summary>The metadata of a <c>PATCH</c>, where absent and null differ.</summary>
    public static IRuleBuilderOptionsConditions<T, JsonElement> MustBeMetadata<T>(this IRuleBuilder<T, JsonElement> rule) =>
        rule.Custom((metadata, context) => AddFlaws(metadata, context));

    private static void AddFlaws<T>(JsonElement? metadata, ValidationContext<T> context)
    {
        foreach (var (path, message) in MetadataRules.Check(metadata, context.PropertyPath))
            context.AddFailure(new FluentValidation.Results.ValidationFailure(path, message));
    }

    private static IRuleBuilder<T, TProperty> Cascade<T, TProperty>(this IRuleBuilder<T, TProperty> rule) =>
        ((IRuleBuilderInitial<T, TProperty>)rule).Cascade(CascadeMode.Stop);
}
