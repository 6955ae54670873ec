using System.Globalization;
using System.Text.Json;

namespace Hal.Api.Domain.Companies;

/// <summary>
/// The value of a deal (contract 4.6): a number of 0 or more with at most 14 digits before and 2 after the point, kept exactly.
/// </summary>
public static class DealValue
{
    /// <summary>What a caller is told about any other value.</summary>
    public const string Rule = "This has to be a number of 0 or more with at most 14 digits before and 2 after the point, or null.";

    private const decimal Limit = 100_000_000_000_000m;

    // A decimal holds 28 digits exactly; more digits, or an exponent that needs more, could only be rounded.
    private const int MaxExactDigits = 28;

    /// <summary>Reads a value.</summary>
    /// <param name="json">What the caller sent; absent and <c>null</c> are both no value.</param>
    /// <param name="value">The value, or null for none.</param>
    /// <returns>False unless it is a valid number, <c>null</c> or absent.</returns>
    public static bool TryRead(JsonElement json, out decimal? value)
    {
        value = null;
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return true;

        return json.ValueKind is JsonValueKind.Number && TryRead(json.GetRawText(), out value);
    }

    /// <summary>Reads a value that is written as in JSON.</summary>
    /// <param name="value">The value; null if it is none.</param>
    /// <returns>False if it is no valid number.</returns>
    public static bool TryRead(string text, out decimal? value)
    {
        value = null;
        if (!TryReadExactly(text, out var number))
            return false;

        if (number < 0 || number >= Limit || number != Math.Round(number, 2))
            return false;

        value = Math.Abs(number.Scale > 2 ? Math.Round(number, 2) : number);
        return true;
    }

    private static bool TryReadExactly(string text, out decimal number)
    {
        number = 0;
        var e = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = 0;
        if (e >= 0 && !int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return false;

        var digits = (e < 0 ? text : text[..e]).Count(char.IsAsciiDigit);
        return digits + Math.Abs((long)exponent) <= MaxExactDigits
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
