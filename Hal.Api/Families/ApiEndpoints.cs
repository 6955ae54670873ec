using System.Globalization;
using System.Security.Claims;
using Hal.Api.Http;
using Hal.Api.Idempotency;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Streams;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Hal.Api.Families;

/// <summary>A family whose credential is in a header: its prefix, its policy and its OpenAPI document (contract 1).</summary>
/// <param name="Name">The family's name, which is also its OpenAPI document's.</param>
/// <param name="Prefix">Where its routes lie.</param>
/// <param name="Policy">The authorization policy of its routes; null for routes without a credential.</param>
/// <param name="Refusals">The problems that every route may answer with.</param>
internal sealed record ApiFamily(string Name, string Prefix, string? Policy, params ProblemCode[] Refusals);

/// <summary>Maps the operations of a family: a read's query string, a write's JSON body, and the answers of both (contract 2).</summary>
internal static class ApiEndpoints
{
    private static readonly string[] MediaTypes = ["application/json"];

    /// <summary>Maps a GET. The query's members are bound from the route and, by name, from the query string.</summary>
    public static RouteHandlerBuilder MapRead<TQuery, TResponse>(IEndpointRouteBuilder app, ApiFamily family, string route)
        where TQuery : IRequest<Result<TResponse>>
        where TResponse : class
    {
        return Describe<TQuery>(app.MapGet($"{family.Prefix}/{route}", ReadAsync), family)
            .WithMetadata(new SuccessMetadata(StatusCodes.Status200OK))
            .Produces<TResponse>()
            .Refuses(ProblemCode.ValidationFailed);

        static async Task<IResult> ReadAsync([AsParameters] TQuery query, HttpContext context, IMediator mediator, Outcome outcome)
        {
            if (JsonStrings.RefuseUnstorable(context.Request.Query) is { } refused)
                return new ProblemResult(refused);

            var result = await mediator.Send(query, context.RequestAborted);
            if (!result.Succeeded)
                return new ProblemResult(result.Problem);

            if (outcome.Version is { } version)
            {
                if (Preconditions.IfMatch(context.Request, version) is { } failed)
                    return new ProblemResult(failed);

                if (Preconditions.IsKnown(context.Request, version))
                {
                    context.Response.Headers.ETag = Preconditions.Tag(version).ToString();
                    return Results.StatusCode(StatusCodes.Status304NotModified);
                }
            }

            return HttpAnswer.Of(context, outcome, result.Value);
        }
    }

    /// <summary>
    /// Maps a GET that is answered with server-sent events. The query is admitted like any other; the events come after it, outside of the
    /// pipeline.
    /// </summary>
    public static RouteHandlerBuilder MapStream<TQuery, TEvents>(IEndpointRouteBuilder app, ApiFamily family, string route)
        where TQuery : IRequest<Result<StreamTicket>>
        where TEvents : class
    {
        return Describe<TQuery>(app.MapGet($"{family.Prefix}/{route}", ListenAsync), family)
            .WithMetadata(new SuccessMetadata(StatusCodes.Status200OK))
            .Produces<TEvents>(StatusCodes.Status200OK, StreamResult.MediaType)
            .DisableHttpMetrics()
            .Refuses(ProblemCode.ValidationFailed, StreamProblems.TooMany);

        static async Task<IResult> ListenAsync([AsParameters] TQuery query, HttpContext context, IMediator mediator)
        {
            var result = await mediator.Send(query, context.RequestAborted);
            if (!result.Succeeded)
                return new ProblemResult(result.Problem);

            // A valid access token has an expiry.
            var until = long.Parse(context.User.FindFirstValue(JwtRegisteredClaimNames.Exp)!, CultureInfo.InvariantCulture);
            return new StreamResult(result.Value with { Until = DateTimeOffset.FromUnixTimeSeconds(until).UtcDateTime });
        }
    }

    /// <summary>Maps a write whose JSON body is the command.</summary>
    /// <param name="family">The family.</param>
    /// <param name="route">The route below the family's prefix.</param>
    /// <param name="success">The answer on success.</param>
    /// <param name="bind">Adds the route's values to the command.</param>
    public static RouteHandlerBuilder MapWrite<TCommand, TResponse>(
        IEndpointRouteBuilder app,
        ApiFamily family,
        string method,
        string route,
        SuccessMetadata success,
        Func<TCommand, RouteValueDictionary, TCommand>? bind
    )
        where TCommand : class, IRequest<Result<TResponse>>, IRecordedWrite
        where TResponse : class
    {
        return Describe<TCommand>(app.MapMethods($"{family.Prefix}/{route}", [method], SendAsync), family)
            .WithMetadata(success)
            .Answers<TResponse>(success)
            .Accepts<TCommand>(MediaTypes[0])
            .Refuses(ProblemCode.MalformedJson, ProblemCode.BodyTooLarge, ProblemCode.NotJson, ProblemCode.ValidationFailed)
            .RefusesKeys(method);

        async Task<IResult> SendAsync(HttpContext context, IMediator mediator, Outcome outcome, IdempotentCall call)
        {
            var body = await JsonBody.ReadAsync<TCommand>(context.Request, MediaTypes, context.RequestAborted);
            if (!body.Succeeded)
                return new ProblemResult(body.Problem);

            return await AnswerAsync<TResponse>(
                bind is null ? body.Value : bind(body.Value, context.Request.RouteValues),
                context,
                mediator,
                outcome,
                call
            );
        }
    }

    /// <summary>Maps a write without a body: its route carries everything.</summary>
    /// <param name="family">The family.</param>
    /// <param name="route">The route below the family's prefix.</param>
    /// <param name="success">The answer on success.</param>
    /// <param name="make">Makes the command from the request.</param>
    public static RouteHandlerBuilder MapAction<TCommand, TResponse>(
        IEndpointRouteBuilder app,
        ApiFamily family,
        string method,
        string route,
        SuccessMetadata success,
        Func<HttpRequest, TCommand> make
    )
        where TCommand : class, IRequest<Result<TResponse>>, IRecordedWrite
        where TResponse : class
    {
        return Describe<TCommand>(app.MapMethods($"{family.Prefix}/{route}", [method], SendAsync), family)
            .WithMetadata(success)
            .Answers<TResponse>(success)
            .Refuses(ProblemCode.ValidationFailed)
            .RefusesKeys(method);

        Task<IResult> SendAsync(HttpContext context, IMediator mediator, Outcome outcome, IdempotentCall call) =>
            AnswerAsync<TResponse>(make(context.Request), context, mediator, outcome, call);
    }

    /// <summary>Maps a write whose body may be left out.</summary>
    /// <param name="family">The family.</param>
    /// <param name="route">The route below the family's prefix.</param>
    /// <param name="success">The answer on success.</param>
    /// <param name="bind">Adds the values of the route and the query string to the command.</param>
    public static RouteHandlerBuilder MapAction<TCommand, TResponse>(
        IEndpointRouteBuilder app,
        ApiFamily family,
        string method,
        string route,
        SuccessMetadata success,
        Func<TCommand, HttpRequest, TCommand> bind
    )
        where TCommand : class, IRequest<Result<TResponse>>, IRecordedWrite, new()
        where TResponse : class
    {
        return Describe<TCommand>(app.MapMethods($"{family.Prefix}/{route}", [method], SendAsync), family)
            .WithMetadata(success)
            .Answers<TResponse>(success)
            .Accepts<TCommand>(isOptional: true, MediaTypes[0])
            .Refuses(ProblemCode.MalformedJson, ProblemCode.BodyTooLarge, ProblemCode.NotJson, ProblemCode.ValidationFailed)
            .RefusesKeys(method);

        async Task<IResult> SendAsync(HttpContext context, IMediator mediator, Outcome outcome, IdempotentCall call)
        {
            var isSent =
                context.Request.ContentLength is not 0
                && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is not false;
            var body = isSent ? await JsonBody.ReadAsync<TCommand>(context.Request, MediaTypes, context.RequestAborted) : new TCommand();
            return body.Succeeded
                ? await AnswerAsync<TResponse>(bind(body.Value, context.Request), context, mediator, outcome, call)
                : new ProblemResult(body.Problem);
        }
    }

    private static async Task<IResult> AnswerAsync<TResponse>(
        IRequest<Result<TResponse>> command,
        HttpContext context,
        IMediator mediator,
        Outcome outcome,
        IdempotentCall call
    )
        where TResponse : class
    {
        // Not the request's own cancellation: a write goes on when its caller disconnects.
        var result = await mediator.Send(command, CancellationToken.None);
        if (call.Replay is { } first)
        {
            context.Response.Headers[HttpAnswer.ReplayedHeader] = "true";
            return first;
        }

        return result.Succeeded ? HttpAnswer.Of(context, outcome, result.Value) : new ProblemResult(result.Problem);
    }

    private static RouteHandlerBuilder Describe<TRequest>(RouteHandlerBuilder route, ApiFamily family)
    {
        return (family.Policy is { } policy ? route.RequireAuthorization(policy).Refuses(family.Refusals) : route)
            .WithGroupName(family.Name)
            .WithName($"{family.Name}_{RequestName.Of(typeof(TRequest))}")
            .WithMetadata(new FamilyMetadata(family.Policy is null ? "public" : family.Name), new RequestMetadata(typeof(TRequest)))
            .Refuses(ProblemCode.RateLimited, ProblemCode.InternalError, ProblemCode.DatabaseUnavailable);
    }

    /// <summary>The success of an operation that creates nothing: 200 with a body, 204 without.</summary>
    public static SuccessMetadata Success<TResponse>() =>
        new(typeof(TResponse) == typeof(Nothing) ? StatusCodes.Status204NoContent : StatusCodes.Status200OK);

    private static RouteHandlerBuilder Answers<TResponse>(this RouteHandlerBuilder route, SuccessMetadata success) =>
        typeof(TResponse) == typeof(Nothing) ? route.Produces(success.Status) : route.Produces<TResponse>(success.Status);

    private static RouteHandlerBuilder RefusesKeys(this RouteHandlerBuilder route, string method) =>
        HttpMethods.IsPost(method) ? route.Refuses(KeptAnswers.InProgress, KeptAnswers.Reused) : route;
}
