namespace Hal.Api.Platform.Http;

/// <summary>Ids in routes. They are opaque to callers, so one that cannot be an id is answered like one that leads nowhere.</summary>
public static class ResourceId
{
    /// <summary>The id; one that leads nowhere for a text that is none.</summary>
    /// <param name="text">What stands in the route.</param>
    public static Guid Of(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : Guid.Empty;

    /// <summary>The text of a route's value.</summary>
    /// <param name="values">The route's values.</param>
    /// <param name="name">The value's name in the route.</param>
    public static string? Text(this RouteValueDictionary values, string name)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values[name] as string;
    }
}
