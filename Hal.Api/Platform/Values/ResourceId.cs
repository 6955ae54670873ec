namespace Hal.Api.Platform.Values;

/// <summary>Reads Hal's own ids. They are opaque to callers, so a text that is no id is treated like an id that does not exist.</summary>
public static class ResourceId
{
    /// <summary>The id in a text; <see cref="Guid.Empty"/>, which no row has, for any other text.</summary>
    public static Guid Of(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : Guid.Empty;
}
