using FluentValidation;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.ApiKeys;

/// <summary>The checks of an API key's fields (contract 5).</summary>
public static class ApiKeyRules
{
    /// <summary>An optional instant that is still to come.</summary>
    /// <param name="rule">The rule to add to.</param>
    public static IRuleBuilderOptions<T, string?> MustBeExpiry<T>(this IRuleBuilder<T, string?> rule, TimeProvider time) =>
        rule.Must(text => text is null || QueryText.Instant(text) > time.UtcNow())
            .WithMessage("This has to be an RFC 3339 instant such as 2027-01-31T09:30:00Z, and in the future.");
}
