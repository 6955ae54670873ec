using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hal.Api.Domain.Metadata;

/// <summary>
/// What may stand in <c>metadata</c> (contract 2): an object of at most 100 keys and 16 KiB, keys up to 100 characters, values nested to
/// depth 4.
/// </summary>
public static class MetadataRules
{
    /// <summary>The most keys at the top level, after a merge.</summary>
    public const int MaxKeys = 100;

    /// <summary>The longest key, in characters, at any level.</summary>
    public const int MaxKeyLength = 100;

    /// <summary>The largest whole, in bytes of compact UTF-8 JSON with numbers written out, after a merge.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>How many objects and arrays may lie inside each other below a top-level key.</summary>
    public const int MaxDepth = 4;

    // PostgreSQL writes exponents out, so 1e9999 would be ten thousand digits.
    private const int MaxExponent = 308;

    /// <summary>
    /// What is wrong with a patch by itself, each with its path; empty if nothing is. An absent patch and <c>null</c> are right.
    /// </summary>
    /// <param name="patch">The caller's <c>metadata</c>.</param>
    /// <param name="field">The name of the field it came in.</param>
    public static IEnumerable<(string Path, string Message)> Check(JsonElement? patch, string field)
    {
        if (patch is not { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } element)
            yield break;

        if (element.ValueKind != JsonValueKind.Object)
        {
            yield return (field, "This has to be a JSON object.");
            yield break;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Length > MaxKeyLength)
                yield return (field, $"A key may have at most {MaxKeyLength} characters.");
            else if (Flaw(member.Value, MaxDepth) is { } message)
                yield return ($"{field}.{member.Name}", message);
        }
    }

    /// <summary>What is wrong with the whole after a merge, or null.</summary>
    /// <param name="members">The members that would be stored.</param>
    public static string? Check(IReadOnlyDictionary<string, JsonElement> members)
    {
        if (members.Count > MaxKeys)
            return $"There may be at most {MaxKeys} keys, with those already stored.";

        return Size(members) > MaxBytes
            ? $"All keys and values together may take at most {MaxBytes} bytes, with those already stored."
            : null;
    }

    /// <summary>Whether a number can be kept exactly and at a bearable length.</summary>
    /// <param name="number">A JSON number.</param>
    public static bool IsStorableNumber(JsonElement number) => Math.Abs(Exponent(number.GetRawText())) <= MaxExponent;

    internal static int Size(IReadOnlyDictionary<string, JsonElement> members) => 2 + members.Sum(m => SizeOf(m.Key) + SizeOf(m.Value) + 2);

    private static string? Flaw(JsonElement value, int depthLeft)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return IsStorableNumber(value) ? null : "This number is too large or too small to be kept exactly.";
            case JsonValueKind.Array when depthLeft > 0:
                return value.EnumerateArray().Select(item => Flaw(item, depthLeft - 1)).FirstOrDefault(f => f is not null);
            case JsonValueKind.Object
                when depthLeft > 0 && value.EnumerateObject().Select(m => m.Name).Distinct().Count() < value.EnumerateObject().Count():
                return "A key stands twice in one object.";
            case JsonValueKind.Object when depthLeft > 0:
                return value
                    .EnumerateObject()
                    .Select(m =>
                        m.Name.Length > MaxKeyLength ? $"A key may have at most {MaxKeyLength} characters." : Flaw(m.Value, depthLeft - 1)
                    )
                    .FirstOrDefault(f => f is not null);
            case JsonValueKind.Array or JsonValueKind.Object:
                return $"A value may be nested at most {MaxDepth} levels deep.";
            default:
                return null;
        }
    }

    private static int SizeOf(string text) => Encoding.UTF8.GetByteCount(text) + 2;

    private static int SizeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => SizeOf(value.GetString()!),
            JsonValueKind.Number when value.GetRawText() is var raw => raw.Length + Math.Abs(Exponent(raw)),
            JsonValueKind.Array => 2 + value.EnumerateArray().Sum(item => SizeOf(item) + 1),
            JsonValueKind.Object => 2 + value.EnumerateObject().Sum(m => SizeOf(m.Name) + SizeOf(m.Value) + 2),
            _ => 5,
        };

    private static int Exponent(string number)
    {
        var e = number.AsSpan().IndexOfAny('e', 'E');
        if (e < 0)
            return 0;

        return int.TryParse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? Math.Clamp(exponent, -MaxBytes, MaxBytes)
            : MaxBytes;
    }
}
