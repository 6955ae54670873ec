using System.Text.RegularExpressions;

namespace Hal.Api.Domain.Fields;

/// <summary>
/// E-mail addresses (contract 2): trimmed, compared and kept in lower case, at most 254 characters, of the form <c>a@b</c>.
/// </summary>
public static partial class Email
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 254;

    /// <summary>The form in which an address is kept; null for one that is blank.</summary>
    public static string? Normalize(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToLowerInvariant();

    /// <summary>Whether the text could be an address, or is blank.</summary>
    public static bool IsPlausible(string? text) =>
        Normalize(text) is not { } email || (email.Length <= MaxLength && Form().IsMatch(email) && DomainOf(email).Length > 0);

    /// <summary>What stands behind the <c>@</c>, without the dot of the root.</summary>
    /// <param name="email">A normalized address.</param>
    public static string DomainOf(string email)
    {
        return email[(email.IndexOf('@', StringComparison.Ordinal) + 1)..].TrimEnd('.');
    }

    [GeneratedRegex(@"\A[^@\s\p{Cc}]+@[^@\s\p{Cc}]+\z")]
    private static partial Regex Form();
}
