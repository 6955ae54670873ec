using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Http;

/// <summary>Describes a route for the OpenAPI document.</summary>
public static class EndpointDescriptionExtensions
{
    /// <summary>Adds problem codes that the operation may answer with.</summary>
    /// <param name="codes">The codes.</param>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ProblemCode[] codes) =>
        route.WithMetadata(new RefusalMetadata(codes));

    /// <summary>
    /// The read answers a single resource with its <c>ETag</c>: it may also be 304, and 412 for an <c>If-Match</c> that does not match.
    /// </summary>
    public static RouteHandlerBuilder ShowsVersion(this RouteHandlerBuilder route) =>
        route.Produces(StatusCodes.Status304NotModified).Refuses(Preconditions.Failed);

    /// <summary>Adds a query parameter of a write.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="description">What it says.</param>
    /// <param name="values">The values it may have; none for any text.</param>
    public static RouteHandlerBuilder TakesParameter(
        this RouteHandlerBuilder route,
        string name,
        string description,
        params string[] values
    ) => route.WithMetadata(new ParameterMetadata(name, description, values));

    /// <summary>Makes a browser download the answer, as a file named after the resource, instead of showing it.</summary>
    /// <param name="route">The route, with an <c>{id}</c>.</param>
    /// <param name="kind">What the resource is.</param>
    public static RouteHandlerBuilder IsDownloaded(this RouteHandlerBuilder route, string kind) =>
        route.AddEndpointFilter(
            async (invocation, next) =>
            {
                var answer = await next(invocation);
                var context = invocation.HttpContext;
                if (answer is HttpAnswer)
                    context.Response.Headers.ContentDisposition =
                        $"attachment; filename=\"{kind}-{ResourceId.Of(context.Request.RouteValues.Text("id"))}.json\"";

                return answer;
            }
        );

    /// <summary>Adds an example of the request body.</summary>
    /// <param name="body">The body, with the members' JSON names.</param>
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder route, object body) =>
        route.WithMetadata(new ExampleMetadata(body));
}
