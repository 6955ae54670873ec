using System.Text.Json;
using Hal.Api.Platform.Values;

namespace Hal.Api.Http;

/// <summary>
/// Turns the serializer's paths into the field names of <c>errors</c>, and types into what a caller should have sent.
/// </summary>
public static class JsonPath
{
    private const int MaxSegments = 6;

    /// <summary>The field's name as <c>errors</c> has it: <c>$.company.stage</c> is <c>company.stage</c>.</summary>
    /// <param name="path">A path as System.Text.Json reports it.</param>
    public static string Field(string? path)
    {
        var segments = Segments(path);
        return segments.Count == 0 ? "$" : string.Join('.', segments.Take(MaxSegments)).Replace(".[", "[", StringComparison.Ordinal);
    }

    /// <summary>Describes what the field at a path accepts, for the caller.</summary>
    /// <param name="path">A path as System.Text.Json reports it.</param>
    /// <param name="root">The type that was being read.</param>
    public static string Expectation(string? path, Type root)
    {
        var type = root;
        foreach (var segment in Segments(path))
        {
            type = Unwrapped(type);
            if (segment.StartsWith('['))
                type = type?.GetElementType() ?? type?.GetGenericArguments().FirstOrDefault();
            else if (type != typeof(JsonElement) && type is not null)
                type = HalJson.Options.GetTypeInfo(type).Properties.FirstOrDefault(p => p.Name == segment)?.PropertyType;
        }

        type = Unwrapped(type);
        return type switch
        {
            null => "This does not have the form it should have.",
            _ when type == typeof(string) => "This has to be a string of valid Unicode text.",
            _ when type == typeof(bool) => "This has to be true or false.",
            _ when type == typeof(JsonElement) => "This is nested too deeply, or holds text that is not valid Unicode.",
            { IsPrimitive: true } or { Name: nameof(Decimal) } => "This has to be a number.",
            _ when type.IsArray || type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "This has to be an array.",
            _ => "This has to be an object.",
        };
    }

    private static Type? Unwrapped(Type? type) =>
        type is null ? null
        : type.IsAssignableTo(typeof(IOptional)) ? type.GetGenericArguments()[0]
        : Nullable.GetUnderlyingType(type) ?? type;

    private static List<string> Segments(string? path)
    {
        var segments = new List<string>();
        foreach (var part in (path ?? "$").TrimStart('$').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            if (bracket != 0)
                segments.Add(bracket < 0 ? part : part[..bracket]);

            if (bracket >= 0)
                segments.Add(part[bracket..]);
        }

        return segments;
    }
}
