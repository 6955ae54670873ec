using Hal.Api.Platform.Errors;
using Hal.Api.Platform.OpenApi;

namespace Hal.Api.Platform.Http;

/// <summary>What a module says about its route beyond its name.</summary>
public static class EndpointDescriptionExtensions
{
    /// <summary>Adds problem codes that the operation may answer with.</summary>
    /// <param name="route">The route.</param>
    /// <param name="codes">The codes.</param>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ProblemCode[] codes) => route.WithMetadata(new RefusalMetadata(codes));

    /// <summary>Adds an example of the request body.</summary>
    /// <param name="route">The route.</param>
    /// <param name="body">The body, with the members' JSON names.</param>
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder route, object body) => route.WithMetadata(new ExampleMetadata(body));
}
