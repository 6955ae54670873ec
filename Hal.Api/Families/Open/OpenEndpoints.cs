using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Families.Open;

/// <summary>
/// Routes without a credential of their own, below the account family's prefix and in its OpenAPI document (contract 1, 5).
/// </summary>
public static class OpenEndpoints
{
    private static readonly ApiFamily Open = new(AccountEndpoints.Family, AccountEndpoints.Prefix, null);

    /// <summary>Maps a POST that creates something: 201.</summary>
    /// <typeparam name="TCommand">The command, read from the body.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/</c>.</param>
    public static RouteHandlerBuilder MapOpenCreate<TCommand, TResponse>(this IEndpointRouteBuilder app, string route)
        where TCommand : class, IRequest<Result<TResponse>>, IOpenRequest, IRecordedWrite
        where TResponse : class =>
        ApiEndpoints.MapWrite<TCommand, TResponse>(
            app,
            Open,
            HttpMethods.Post,
            route,
            new SuccessMetadata(StatusCodes.Status201Created),
            null
        );

    /// <summary>Maps a POST whose JSON body is the command: 200.</summary>
    /// <typeparam name="TCommand">The command, read from the body.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/</c>.</param>
    public static RouteHandlerBuilder MapOpenWrite<TCommand, TResponse>(this IEndpointRouteBuilder app, string route)
        where TCommand : class, IRequest<Result<TResponse>>, IOpenRequest, IRecordedWrite
        where TResponse : class =>
        ApiEndpoints.MapWrite<TCommand, TResponse>(app, Open, HttpMethods.Post, route, new SuccessMetadata(StatusCodes.Status200OK), null);
}
