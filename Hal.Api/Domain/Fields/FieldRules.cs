using FluentValidation;

namespace Hal.Api.Domain.Fields;

/// <summary>The checks of fields that many requests share (contract 2).</summary>
public static class FieldRules
{
    /// <summary>The longest name of a person or company, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The longest phone number, in characters.</summary>
    public const int MaxPhoneLength = 50;

    private const string PlaceholderId = "This is a placeholder, not an id; leave it out while the person is not known.";

    /// <summary>A required id of a visitor.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeVisitorId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Cascade()
            .NotEmpty()
            .WithMessage("This is required.")
            .MaximumLength(CallerId.MaxLength)
            .WithMessage($"This may have at most {CallerId.MaxLength} characters.")
            .Must(id => id is null || !CallerId.IsPlaceholder(id))
            .WithMessage(PlaceholderId);

    /// <summary>An optional id of a user; blank counts as absent.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeUserId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(CallerId.MaxLength)
            .WithMessage($"This may have at most {CallerId.MaxLength} characters.")
            .Must(id => CallerId.OrAbsent(id) is not { } given || !CallerId.IsPlaceholder(given))
            .WithMessage(PlaceholderId);

    /// <summary>An optional e-mail address; blank counts as absent.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeEmail<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(Email.IsPlausible)
            .WithMessage($"This has to look like an e-mail address (a@b) and have at most {Email.MaxLength} characters.");

    /// <summary>An optional name.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxNameLength).WithMessage($"This may have at most {MaxNameLength} characters.");

    /// <summary>An optional phone number; blank counts as absent.</summary>
    public static IRuleBuilderOptions<T, string?> MustBePhone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxPhoneLength).WithMessage($"This may have at most {MaxPhoneLength} characters.");

    private static IRuleBuilder<T, TProperty> Cascade<T, TProperty>(this IRuleBuilder<T, TProperty> rule) =>
        ((IRuleBuilderInitial<T, TProperty>)rule).Cascade(CascadeMode.Stop);
}
