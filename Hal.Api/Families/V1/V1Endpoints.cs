using Hal.Api.Http;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Families.V1;

/// <summary>Routes of the v1 family (contract 6).</summary>
public static class V1Endpoints
{
    /// <summary>The family's name, which is also its OpenAPI document's.</summary>
    public const string Family = "v1";

    /// <summary>Where the family's routes lie.</summary>
    public const string Prefix = "/api/v1";

    private static readonly ApiFamily V1 = new(
        Family,
        Prefix,
        KeyAuthentication.Policy,
        KeyProblems.KeyRequired,
        KeyProblems.InvalidKey,
        KeyProblems.MissingScope
    );

    /// <summary>Maps a GET. The query's members are bound from the route and, by name, from the query string.</summary>
    /// <typeparam name="TQuery">The query.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/v1/</c>.</param>
    public static RouteHandlerBuilder MapV1Read<TQuery, TResponse>(this IEndpointRouteBuilder app, string route)
        where TQuery : IRequest<Result<TResponse>>, IV1Request
        where TResponse : class => ApiEndpoints.MapRead<TQuery, TResponse>(app, V1, route);

    /// <summary>Maps a POST that creates a resource below its own address: 201 with <c>Location</c>.</summary>
    /// <typeparam name="TCommand">The command, read from the body.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/v1/</c>.</param>
    /// <param name="isLocated">Whether the created resource has an address of its own below the route.</param>
    /// <param name="bind">Adds the route's values to the command.</param>
    public static RouteHandlerBuilder MapV1Create<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string route,
        bool isLocated = true,
        Func<TCommand, RouteValueDictionary, TCommand>? bind = null
    )
        where TCommand : class, IRequest<Result<TResponse>>, IV1Request, IRecordedWrite
        where TResponse : class =>
        ApiEndpoints.MapWrite<TCommand, TResponse>(
            app,
            V1,
            HttpMethods.Post,
            route,
            new SuccessMetadata(StatusCodes.Status201Created, isLocated),
            bind
        );

    /// <summary>Maps a write whose JSON body is the command: 200, or 204 where there is nothing to answer.</summary>
    /// <typeparam name="TCommand">The command, read from the body.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/v1/</c>.</param>
    /// <param name="bind">Adds the route's values to the command.</param>
    public static RouteHandlerBuilder MapV1Write<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string method,
        string route,
        Func<TCommand, RouteValueDictionary, TCommand>? bind = null
    )
        where TCommand : class, IRequest<Result<TResponse>>, IV1Request, IRecordedWrite
        where TResponse : class =>
        ApiEndpoints.MapWrite<TCommand, TResponse>(app, V1, method, route, ApiEndpoints.Success<TResponse>(), bind);

    /// <summary>Maps a write without a body: 200, or 204 where there is nothing to answer.</summary>
    /// <typeparam name="TCommand">The command, made of the route.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/v1/</c>.</param>
    /// <param name="make">Makes the command from the request.</param>
    public static RouteHandlerBuilder MapV1Action<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string method,
        string route,
        Func<HttpRequest, TCommand> make
    )
        where TCommand : class, IRequest<Result<TResponse>>, IV1Request, IRecordedWrite
        where TResponse : class =>
        ApiEndpoints.MapAction<TCommand, TResponse>(app, V1, method, route, ApiEndpoints.Success<TResponse>(), make);
}
