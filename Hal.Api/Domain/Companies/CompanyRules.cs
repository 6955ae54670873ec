using FluentValidation;
using Hal.Api.Domain.Identity;

namespace Hal.Api.Domain.Companies;

/// <summary>The checks of company fields that several requests share.</summary>
public static class CompanyRules
{
    private const int MaxDomainLength = 253;

    /// <summary>A reference to a company by Hal's id or the caller's own; null is checked elsewhere.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeCompanyReference<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(id => id is null || (!string.IsNullOrWhiteSpace(id) && id.Length <= CallerId.MaxLength))
        .WithMessage($"This has to be an id of 1 to {CallerId.MaxLength} characters.");

    /// <summary>An optional internet domain.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeDomain<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(MaxDomainLength).WithMessage($"This may have at most {MaxDomainLength} characters.");
}
