using FluentValidation;

namespace Hal.Api.Platform.Values;

/// <summary>
/// The rules for the filters of lists. Filters are text, so that each can be refused by its name (contract 2). A blank filter counts as
/// absent.
/// </summary>
public static class QueryRules
{
    /// <summary>The longest text that is searched or compared, in characters.</summary>
    public const int MaxTextLength = 255;

    /// <summary>A text to search for or to compare with.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeFilter<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxTextLength)
            .WithMessage($"This may have at most {MaxTextLength} characters.")
            // The database cannot store this character, so it finds nothing.
            .Must(text => text?.Contains('\0', StringComparison.Ordinal) is not true)
            .WithMessage("This may not contain U+0000.");

    /// <summary>One of Hal's ids.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeIdFilter<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => QueryText.Of(text) is null || QueryText.Id(text) is not null).WithMessage("This has to be one of Hal's ids.");

    /// <summary>Yes or no.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeBooleanFilter<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => QueryText.Of(text) is null || QueryText.Boolean(text) is not null).WithMessage("This has to be true or false.");

    /// <summary>An instant.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeInstantFilter<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => QueryText.Of(text) is null || QueryText.Instant(text) is not null)
            .WithMessage("This has to be an RFC 3339 instant such as 2026-01-31T09:30:00Z; in an address a plus is written %2B.");
}

/// <summary>Reads filters that have passed <see cref="QueryRules"/>; null for a filter that is absent or blank.</summary>
public static class QueryText
{
    /// <summary>The text, trimmed.</summary>
    public static string? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The id.</summary>
    public static Guid? Id(string? text) => Guid.TryParseExact(Of(text), "D", out var id) ? id : null;

    /// <summary>Yes or no.</summary>
    public static bool? Boolean(string? text) =>
        Of(text) switch
        {
            "true" => true,
            "false" => false,
            _ => null,
        };

    /// <summary>The instant, in UTC to the millisecond.</summary>
    public static DateTime? Instant(string? text) => Rfc3339.TryRead(Of(text), out var instant) ? Clock.ToMilliseconds(instant) : null;
}
