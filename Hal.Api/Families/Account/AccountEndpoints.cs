using Hal.Api.Http;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Streams;
using MediatR;

namespace Hal.Api.Families.Account;

/// <summary>Routes of the account family (contract 5).</summary>
public static class AccountEndpoints
{
    /// <summary>The family's name, which is also its OpenAPI document's.</summary>
    public const string Family = "account";

    /// <summary>Where the family's routes lie.</summary>
    public const string Prefix = "/api";

    private static readonly ApiFamily Account = new(
        Family,
        Prefix,
        AccountAuthentication.Policy,
        AccountProblems.AuthenticationRequired,
        AccountProblems.InvalidToken,
        AccountProblems.RoleRequired
    );

    /// <summary>Maps a GET. The query's members are bound from the route and, by name, from the query string.</summary>
    /// <typeparam name="TQuery">The query.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/</c>.</param>
    public static RouteHandlerBuilder MapAccountRead<TQuery, TResponse>(this IEndpointRouteBuilder app, string route)
        where TQuery : IRequest<Result<TResponse>>, IMemberRequest
        where TResponse : class => ApiEndpoints.MapRead<TQuery, TResponse>(app, Account, route).RefusesOfProject<TQuery>();

    /// <summary>Maps a GET that is answered with server-sent events for as long as its access token is valid.</summary>
    /// <typeparam name="TQuery">The query, bound as that of a read.</typeparam>
    /// <typeparam name="TEvents">A record whose members say what the data of each event is.</typeparam>
    /// <param name="route">The route below <c>/api/</c>.</param>
    public static RouteHandlerBuilder MapAccountStream<TQuery, TEvents>(this IEndpointRouteBuilder app, string route)
        where TQuery : IRequest<Result<StreamTicket>>, IMemberRequest
        where TEvents : class => ApiEndpoints.MapStream<TQuery, TEvents>(app, Account, route).RefusesOfProject<TQuery>();

    /// <summary>Maps a POST that creates a resource below its own address: 201 with <c>Location</c>.</summary>
    /// <typeparam name="TCommand">The command, read from the body.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/</c>.</param>
    /// <param name="isLocated">Whether the created resource has an address of its own below the route.</param>
    /// <param name="bind">Adds the route's values to the command.</param>
    public static RouteHandlerBuilder MapAccountCreate<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string route,
        bool isLocated = true,
        Func<TCommand, RouteValueDictionary, TCommand>? bind = null
    )
        where TCommand : class, IRequest<Result<TResponse>>, IMemberRequest, IRecordedWrite
        where TResponse : class =>
        ApiEndpoints
            .MapWrite<TCommand, TResponse>(
                app,
                Account,
                HttpMethods.Post,
                route,
                new SuccessMetadata(StatusCodes.Status201Created, isLocated),
                bind
            )
            .RefusesOfProject<TCommand>();

    /// <summary>Maps a write whose JSON body is the command: 200, or 204 where there is nothing to answer.</summary>
    /// <typeparam name="TCommand">The command, read from the body.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/</c>.</param>
    /// <param name="bind">Adds the route's values to the command.</param>
    public static RouteHandlerBuilder MapAccountWrite<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string method,
        string route,
        Func<TCommand, RouteValueDictionary, TCommand>? bind = null
    )
        where TCommand : class, IRequest<Result<TResponse>>, IMemberRequest, IRecordedWrite
        where TResponse : class =>
        ApiEndpoints
            .MapWrite<TCommand, TResponse>(app, Account, method, route, ApiEndpoints.Success<TResponse>(), bind)
            .RefusesOfProject<TCommand>();

    /// <summary>Maps a write without a body: 200, or 204 where there is nothing to answer.</summary>
    /// <typeparam name="TCommand">The command, made of the route.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/</c>.</param>
    /// <param name="make">Makes the command from the request.</param>
    public static RouteHandlerBuilder MapAccountAction<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string method,
        string route,
        Func<HttpRequest, TCommand> make
    )
        where TCommand : class, IRequest<Result<TResponse>>, IMemberRequest, IRecordedWrite
        where TResponse : class =>
        ApiEndpoints
            .MapAction<TCommand, TResponse>(app, Account, method, route, ApiEndpoints.Success<TResponse>(), make)
            .RefusesOfProject<TCommand>();

    /// <summary>Maps a write whose body is optional, because the query string can carry the same values.</summary>
    /// <typeparam name="TCommand">The command, read from the body if there is one.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/</c>.</param>
    /// <param name="bind">Adds the values of the route and the query string to the command.</param>
    public static RouteHandlerBuilder MapAccountAction<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string method,
        string route,
        Func<TCommand, HttpRequest, TCommand> bind
    )
        where TCommand : class, IRequest<Result<TResponse>>, IMemberRequest, IRecordedWrite, new()
        where TResponse : class =>
        ApiEndpoints
            .MapAction<TCommand, TResponse>(app, Account, method, route, ApiEndpoints.Success<TResponse>(), bind)
            .RefusesOfProject<TCommand>();

    private static RouteHandlerBuilder RefusesOfProject<TRequest>(this RouteHandlerBuilder route) =>
        typeof(TRequest).IsAssignableTo(typeof(IProjectRequest))
            ? route.Refuses(ProjectProblems.ProjectNotFound, AccountProblems.ProjectRequired)
            : route;
}
