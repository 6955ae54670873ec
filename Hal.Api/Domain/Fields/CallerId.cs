namespace Hal.Api.Domain.Fields;

/// <summary>
/// The caller's own ids, <c>visitor_id</c> and <c>user_id</c> (contract 2): 1 to 255 characters, and none of the words that mean "nobody".
/// </summary>
public static class CallerId
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 255;

    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "null",
        "undefined",
        "none",
        "0",
        "-1",
        "anonymous",
        "guest",
        "[object Object]",
        "NaN",
    };

    /// <summary>
    /// Whether the id is what a page sends when it does not know: <c>undefined</c>, <c>0</c>, <c>guest</c> and the like, in any case.
    /// </summary>
    /// <param name="id">What the caller sent.</param>
    public static bool IsPlaceholder(string id)
    {
        return Placeholders.Contains(id.Trim());
    }

    /// <summary>Null for a blank text, which counts as absent, else the text itself.</summary>
    public static string? OrAbsent(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
