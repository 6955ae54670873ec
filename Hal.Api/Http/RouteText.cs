namespace Hal.Api.Http;

/// <summary>Reads the values of a route.</summary>
public static class RouteText
{
    /// <summary>The text of a route value; null if the route has no such value.</summary>
    /// <param name="values">The values of the request's route.</param>
    /// <param name="name">The name of the value in the route pattern.</param>
    public static string? Text(this RouteValueDictionary values, string name) => values[name] as string;
}
