using FluentValidation;
using Hal.Api.Domain.Identity;

namespace Hal.Api.Domain.Companies;

/// <summary>The checks of company fields that several requests share.</summary>
public static class CompanyRules
{
    private const int MaxDomainLength = 253;

    /// <summary>A reference to a company by Hal's id or the caller's own; null is checked elsewhere.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeCompanyReference<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(id => id is null || (!string.IsNullOrWhiteSpace(id) && id.Length <= CallerId.MaxLength && !IsNoId(id)))
        .WithMessage($"This has to be an id of 1 to {CallerId.MaxLength} characters, and not what a page sends for want of one.");

    // Shorter than the list for people: a company may well be called guest, or numbered 0.
    private static bool IsNoId(string id) => id.Trim() is "null" or "undefined" or "NaN" or "[object Object]";

    /// <summary>An optional internet domain.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeDomain<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(MaxDomainLength).WithMessage($"This may have at most {MaxDomainLength} characters.");
}
