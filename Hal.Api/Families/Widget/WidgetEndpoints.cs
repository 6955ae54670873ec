using Hal.Api.Domain.Proofs;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using Hal.Api.Streams;
using MediatR;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Hal.Api.Families.Widget;

/// <summary>
/// Routes of the widget family: one place for its prefix, its limits, its CORS policy and its OpenAPI document (contract 4).
/// </summary>
public static class WidgetEndpoints
{
    /// <summary>The family's name, which is also its OpenAPI document's.</summary>
    public const string Family = "widget";

    /// <summary>
    /// The CORS policy: any page gets an answer to its preflight. Whether its project allows the origin is decided once the project is
    /// known.
    /// </summary>
    public const string CorsPolicy = Family;

    /// <summary>Where the family's routes lie.</summary>
    public const string Prefix = "/api/widget";

    // A beacon sends text/plain, since any other media type would need a preflight.
    private static readonly string[] MediaTypes = ["application/json", "text/plain"];

    /// <summary>Allows every page; no cookie is read.</summary>
    /// <param name="policy">The policy.</param>
    public static void ConfigureCors(CorsPolicyBuilder policy)
    {
        policy
            .AllowAnyOrigin()
            .AllowAnyHeader()
            .WithMethods("GET", "POST")
            .WithExposedHeaders(RequestId.Header, "ETag", "Retry-After", "RateLimit", "RateLimit-Policy")
            .SetPreflightMaxAge(TimeSpan.FromHours(2));
    }

    /// <summary>Maps a POST whose JSON body is the command.</summary>
    /// <typeparam name="TCommand">The command, read from the body.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/widget/</c>.</param>
    /// <param name="status">The success's status; 200 if not given.</param>
    /// <param name="bind">Adds the route's values to the command.</param>
    public static RouteHandlerBuilder MapWidgetWrite<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string route,
        Func<TResponse, int>? status = null,
        Func<TCommand, RouteValueDictionary, TCommand>? bind = null
    )
        where TCommand : WidgetCommand<TResponse>
        where TResponse : WidgetAnswer
    {
        return Describe<TResponse>(app.MapPost($"{Prefix}/{route}", SendAsync))
            .Accepts<TCommand>(MediaTypes[0], MediaTypes[1])
            .RefusesOfProof<TCommand>()
            .Refuses(ProblemCode.MalformedJson, ProofProblems.VerificationFailed, ProofProblems.VerificationRequired)
            .Refuses(ProblemCode.BodyTooLarge, ProblemCode.NotJson, ProblemCode.ValidationFailed, ProblemCode.RateLimited);

        async Task<IResult> SendAsync(HttpContext context, IMediator mediator, WidgetLimits limits, WidgetCall call, VisitorTokens tokens)
        {
            if (limits.CountAddress(context) is { } limited)
                return new ProblemResult(limited);

            var body = await JsonBody.ReadAsync<TCommand>(context.Request, MediaTypes, context.RequestAborted);
            if (!body.Succeeded)
                return new ProblemResult(body.Problem);

            // Not the request's own cancellation: a write goes on when the browser leaves the page.
            var result = await mediator.Send(
                bind is null ? body.Value : bind(body.Value, context.Request.RouteValues),
                CancellationToken.None
            );
            return result.Succeeded
                ? Results.Json(
                    await WithTokenAsync(result.Value, call, tokens),
                    HalJson.Options,
                    statusCode: status?.Invoke(result.Value) ?? StatusCodes.Status200OK
                )
                : new ProblemResult(result.Problem);
        }
    }

    /// <summary>Maps a GET of a visitor, whose query string is bound by name. Its answer must not be cached.</summary>
    /// <typeparam name="TQuery">The query.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/widget/</c>.</param>
    public static RouteHandlerBuilder MapVisitorRead<TQuery, TResponse>(this IEndpointRouteBuilder app, string route)
        where TQuery : WidgetQuery<TResponse>
        where TResponse : WidgetAnswer
    {
        return Describe<TResponse>(app.MapGet($"{Prefix}/{route}", ReadAsync))
            .RefusesOfProof<TQuery>()
            .Refuses(
                ProofProblems.VerificationFailed,
                ProofProblems.VerificationRequired,
                ProblemCode.ValidationFailed,
                ProblemCode.RateLimited
            );

        static async Task<IResult> ReadAsync(
            [AsParameters] TQuery query,
            HttpContext context,
            IMediator mediator,
            WidgetLimits limits,
            WidgetCall call,
            VisitorTokens tokens
        )
        {
            if (Refuse(context, limits) is { } refused)
                return new ProblemResult(refused);

            var result = await mediator.Send(query, context.RequestAborted);
            if (!result.Succeeded)
                return new ProblemResult(result.Problem);

            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(await WithTokenAsync(result.Value, call, tokens), HalJson.Options);
        }
    }

    /// <summary>Maps a GET whose query string is the query.</summary>
    /// <typeparam name="TQuery">The query.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/api/widget/</c>.</param>
    /// <param name="handler">Binds the query string by name and sends the query.</param>
    public static RouteHandlerBuilder MapWidgetRead<TQuery, TResponse>(this IEndpointRouteBuilder app, string route, Delegate handler)
        where TQuery : IRequest<Result<TResponse>>, IWidgetRequest
        where TResponse : class => Describe<TResponse>(app.MapGet($"{Prefix}/{route}", handler)).Refuses(ProblemCode.ValidationFailed);

    /// <summary>
    /// Maps a GET that is answered with server-sent events. The query is admitted like any other; the events come after it, outside of the
    /// pipeline.
    /// </summary>
    /// <typeparam name="TQuery">The query, bound from the query string and the headers.</typeparam>
    /// <typeparam name="TEvents">A record whose members say what the data of each event is.</typeparam>
    /// <param name="route">The route below <c>/api/widget/</c>.</param>
    public static RouteHandlerBuilder MapWidgetStream<TQuery, TEvents>(this IEndpointRouteBuilder app, string route)
        where TQuery : IRequest<Result<StreamTicket>>, IVisitorRequest
        where TEvents : class
    {
        return Describe<TEvents>(app.MapGet($"{Prefix}/{route}", ListenAsync), StreamResult.MediaType)
            .DisableHttpMetrics()
            .RefusesOfProof<TQuery>()
            .Refuses(
                ProofProblems.VerificationFailed,
                ProofProblems.VerificationRequired,
                ProblemCode.NotFound,
                ProblemCode.ValidationFailed
            )
            .Refuses(ProblemCode.RateLimited, StreamProblems.TooMany);

        static async Task<IResult> ListenAsync([AsParameters] TQuery query, HttpContext context, IMediator mediator, WidgetLimits limits)
        {
            if (Refuse(context, limits) is { } refused)
                return new ProblemResult(refused);

            var result = await mediator.Send(query, context.RequestAborted);
            return result.Succeeded ? new StreamResult(result.Value) : new ProblemResult(result.Problem);
        }
    }

    private static Problem? Refuse(HttpContext context, WidgetLimits limits) =>
        limits.CountAddress(context) ?? JsonStrings.RefuseUnstorable(context.Request.Query);

    // The only place where a token is added to an answer.
    private static async Task<TResponse> WithTokenAsync<TResponse>(TResponse answer, WidgetCall call, VisitorTokens tokens)
        where TResponse : WidgetAnswer =>
        await tokens.DueAsync(call) is { } token ? (TResponse)((WidgetAnswer)answer with { VisitorToken = token }) : answer;

    private static RouteHandlerBuilder RefusesOfProof<TRequest>(this RouteHandlerBuilder route) =>
        typeof(TRequest).IsAssignableTo(typeof(IProofRequest))
            ? route.WithMetadata(new VisitorProofMetadata()).Refuses(ProofProblems.ProofRequired, ProofProblems.TokenInvalid)
            : route;

    private static RouteHandlerBuilder Describe<TResponse>(RouteHandlerBuilder route, string mediaType = "application/json") =>
        route
            .WithGroupName(Family)
            .WithMetadata(new FamilyMetadata(Family))
            .Produces<TResponse>(StatusCodes.Status200OK, mediaType)
            .Refuses(
                WidgetProblems.OriginNotAllowed,
                ProjectProblems.ProjectNotFound,
                ProblemCode.InternalError,
                ProblemCode.DatabaseUnavailable
            );
}
