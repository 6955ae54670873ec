using FluentValidation;
using Hal.Api.Domain.Fields;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Companies;

/// <summary>The checks of company fields that several requests share.</summary>
public static class CompanyRules
{
    /// <summary>Another company of the project has this external id.</summary>
    public static readonly ProblemCode ExternalIdTaken = new(409, "external_id_taken", "Another company has this external_id");

    /// <summary>Reads which company has the external id <c>$2</c> in project <c>$1</c>.</summary>
    public const string Owner = "select id from companies where project_id = $1 and external_id = $2";

    private const int MaxDomainLength = 253;
    private const int MaxIndustryLength = 200;

    /// <summary>A required name.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeCompanyName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("A company has a name; this may not be empty.").MustBeName();

    /// <summary>An optional id of the customer's own; blank counts as absent.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeExternalId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(id => CallerId.OrAbsent(id) is not { } given || IsReference(given)).WithMessage(ReferenceRule);

    /// <summary>An optional industry.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeIndustry<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxIndustryLength).WithMessage($"This may have at most {MaxIndustryLength} characters.");

    /// <summary>The 409 if another company has the external id; null if none has.</summary>
    /// <param name="company">The company after the change.</param>
    /// <param name="owner">What <see cref="Owner"/> read.</param>
    public static Problem? Taken(Company company, Guid? owner)
    {
        return owner is { } id && id != company.Id
            ? new Problem(ExternalIdTaken, $"external_id: the company {id} of the project has this id.")
            : null;
    }

    /// <summary>A reference to a company by Hal's id or the caller's own; null is checked elsewhere.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeCompanyReference<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(id => id is null || IsReference(id)).WithMessage(ReferenceRule);

    private static readonly string ReferenceRule =
        $"This has to be an id of 1 to {CallerId.MaxLength} characters, and not what a page sends for want of one.";

    private static bool IsReference(string id) => !string.IsNullOrWhiteSpace(id) && id.Length <= CallerId.MaxLength && !IsNoId(id);

    // Shorter than the list for people: a company may be named guest, or have the number 0.
    private static bool IsNoId(string id) => id.Trim() is "null" or "undefined" or "NaN" or "[object Object]";

    /// <summary>An optional internet domain.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeDomain<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxDomainLength).WithMessage($"This may have at most {MaxDomainLength} characters.");
}
