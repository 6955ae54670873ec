using System.Text.Json;
using Hal.Api.Domain.Metadata;

namespace Hal.Api.Domain.Events;

/// <summary>The value of an event (contract 4.4): a string of up to 1,000 characters, a number or a boolean.</summary>
public static class EventValue
{
    /// <summary>The longest string or number, in characters.</summary>
    public const int MaxLength = 1_000;

    /// <summary>What is wrong with a value, or null. Absent and <c>null</c> are no value, and right.</summary>
    /// <param name="value">What the caller sent.</param>
    public static string? Flaw(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Length > MaxLength ? $"This may have at most {MaxLength} characters." : null,
            // Digits have their end in PostgreSQL too, far beyond what anybody means.
            JsonValueKind.Number => value.GetRawText().Length <= MaxLength && MetadataRules.IsStorableNumber(value)
                ? null
                : "This number is too large or too small to be kept exactly.",
            JsonValueKind.Object or JsonValueKind.Array => "This has to be a string, a number or a boolean.",
            _ => null,
        };
}
