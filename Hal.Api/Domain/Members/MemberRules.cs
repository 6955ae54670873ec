using FluentValidation;

namespace Hal.Api.Domain.Members;

/// <summary>The checks of member fields that several requests share (contract 5).</summary>
public static class MemberRules
{
    /// <summary>The shortest password, in characters.</summary>
    public const int MinPasswordLength = 10;

    /// <summary>The longest password, in characters: hashing more only costs.</summary>
    public const int MaxPasswordLength = 200;

    /// <summary>A required new password.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeNewPassword<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty()
            .WithMessage("This is required.")
            .Length(MinPasswordLength, MaxPasswordLength)
            .WithMessage($"This has to have {MinPasswordLength} to {MaxPasswordLength} characters.");

    /// <summary>A required password as somebody remembers it.</summary>
    public static IRuleBuilderOptions<T, string?> MustBePassword<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty()
            .WithMessage("This is required.")
            .MaximumLength(MaxPasswordLength)
            .WithMessage($"This may have at most {MaxPasswordLength} characters.");

    /// <summary>A role that somebody can be given.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeRole<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(role => role is null || RoleText.Read(role) is not null)
            .WithMessage($"This has to be {RoleText.Agent}, {RoleText.Admin} or {RoleText.Owner}.");
}
