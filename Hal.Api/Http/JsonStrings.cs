using System.Text.Json;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Http;

/// <summary>Finds text that JSON can express but PostgreSQL cannot store: U+0000 and halves of surrogate pairs (contract 2).</summary>
public static class JsonStrings
{
    /// <summary>The message about such a field.</summary>
    public const string Unstorable = "This holds U+0000 or half of a surrogate pair, which cannot be stored.";

    /// <summary>The refusal of the first parameter with U+0000, or null. A query string cannot express half of a surrogate pair.</summary>
    /// <param name="query">The request's query string.</param>
    public static Problem? RefuseUnstorable(IQueryCollection query) =>
        query.FirstOrDefault(p => p.Value.Any(v => v?.Contains('\0', StringComparison.Ordinal) is true)) is { Key: { } parameter }
            ? Problem.Invalid(parameter, Unstorable)
            : null;

    /// <summary>The path of the first member with such text, or null. Members that the type does not have are ignored.</summary>
    /// <param name="utf8">A JSON object that is known to be well-formed.</param>
    /// <param name="type">The type the object was read into.</param>
    public static string? FindUnstorable(ReadOnlyMemory<byte> utf8, Type type)
    {
        // Such text needs an escape, so nearly every body ends here.
        if (utf8.Span.IndexOf("\\u0000"u8) < 0 && utf8.Span.IndexOf("\\ud"u8) < 0 && utf8.Span.IndexOf("\\uD"u8) < 0)
            return null;

        using var document = JsonDocument.Parse(utf8);
        var known = HalJson.Options.GetTypeInfo(type).Properties.Select(p => p.Name).ToHashSet();
        return document
            .RootElement.EnumerateObject()
            .Where(member => IsStorable(() => member.Name) && known.Contains(member.Name))
            .Select(member => Find(member.Value, member.Name))
            .FirstOrDefault(found => found is not null);
    }

    private static string? Find(JsonElement value, string path) =>
        value.ValueKind switch
        {
            JsonValueKind.String => IsStorable(value.GetString) ? null : path,
            JsonValueKind.Array => value
                .EnumerateArray()
                .Select((item, i) => Find(item, $"{path}[{i}]"))
                .FirstOrDefault(f => f is not null),
            JsonValueKind.Object => value
                .EnumerateObject()
                .Select(member => IsStorable(() => member.Name) ? Find(member.Value, $"{path}.{member.Name}") : path)
                .FirstOrDefault(f => f is not null),
            _ => null,
        };

    private static bool IsStorable(Func<string?> read)
    {
        try
        {
            return read()?.Contains('\0', StringComparison.Ordinal) != true;
        }
        catch (InvalidOperationException)
        {
            // The reader throws this for half of a surrogate pair.
            return false;
        }
    }
}
