using System.Text.RegularExpressions;
using FluentValidation;
using FluentValidation.Results;
using Hal.Api.Domain.Fields;

namespace Hal.Api.Domain.Projects;

/// <summary>The checks of a project's settings (contract 5).</summary>
public static partial class SettingsRules
{
    /// <summary>The longest language tag, in characters.</summary>
    public const int MaxLocaleLength = 35;

    /// <summary>The longest greeting, in characters.</summary>
    public const int MaxGreetingLength = 1_000;

    /// <summary>The most allowed origins.</summary>
    public const int MaxOrigins = 100;

    /// <summary>A project's name.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeProjectName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty()
            .WithMessage("This has to be a name.")
            .MaximumLength(FieldRules.MaxNameLength)
            .WithMessage($"This may have at most {FieldRules.MaxNameLength} characters.");

    /// <summary>A language tag that could be one.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeLocale<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(locale => locale is not null && Locale().IsMatch(locale))
            .WithMessage("This has to be a BCP 47 language tag, such as en or pt-BR.")
            .MaximumLength(MaxLocaleLength)
            .WithMessage($"This may have at most {MaxLocaleLength} characters.");

    /// <summary>A colour.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeColor<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(color => color is not null && Color().IsMatch(color)).WithMessage("This has to be a colour of the form #rrggbb.");

    /// <summary>Optional first words.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeGreeting<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxGreetingLength).WithMessage($"This may have at most {MaxGreetingLength} characters.");

    /// <summary>Origins, each by its index.</summary>
    public static IRuleBuilderOptionsConditions<T, string[]?> MustBeOrigins<T>(this IRuleBuilder<T, string[]?> rule) =>
        rule.Custom(
            (origins, context) =>
            {
                if (origins?.Length > MaxOrigins)
                    context.AddFailure($"There may be at most {MaxOrigins} origins.");

                for (var i = 0; i < Math.Min(origins?.Length ?? 0, MaxOrigins); i++)
                {
                    if (Origin(origins![i]) is null)
                        context.AddFailure(
                            new ValidationFailure(
                                $"{context.PropertyPath}[{i}]",
                                "This has to be an origin: http(s)://host or http(s)://host:port, without a path."
                            )
                        );
                }
            }
        );

    /// <summary>
    /// An origin as browsers send it: in lower case, the host in its ASCII form, without a default port. Null if the text is no origin.
    /// </summary>
    public static string? Origin(string? text)
    {
        if (text is null || !OriginForm().IsMatch(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return null;

        var host = uri.HostNameType switch
        {
            UriHostNameType.Dns => uri.IdnHost,
            UriHostNameType.IPv4 or UriHostNameType.IPv6 => uri.Host,
            _ => null,
        };
        return host is null ? null : $"{uri.Scheme}://{host.ToLowerInvariant()}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
    }

    /// <summary>The origins as they are kept: as browsers send them, each once, in the order they came.</summary>
    /// <param name="origins">Origins that have passed <see cref="MustBeOrigins{T}"/>; null for none.</param>
    public static string[] Tidy(string[]? origins) =>
        [.. (origins ?? []).Select(origin => Origin(origin)!).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex Locale();

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z")]
    private static partial Regex Color();

    // Allows only scheme, host and port. Uri checks the host.
    [GeneratedRegex(
        @"\Ahttps?://(\[[0-9a-f:.]{2,45}\]|[^\s\p{Cc}/?#@:\\\[\]%*]{1,253})(:[0-9]{1,5})?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex OriginForm();
}
