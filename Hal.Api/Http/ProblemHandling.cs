using System.Net.Sockets;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Hal.Api.Http;

/// <summary>Makes every answer that is not a success a problem (contract 2), also those that the framework gives.</summary>
public static class ProblemHandling
{
    /// <summary>Registers what turns exceptions into problems.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.AddExceptionHandler<ExceptionProblems>().AddProblemDetails();

    /// <summary>Puts problem handling in front of everything that may fail.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(pages =>
        {
            var code = ProblemCode.ForStatus(pages.HttpContext.Response.StatusCode);
            var request = pages.HttpContext.Request;
            return new ProblemResult(new Problem(code, $"{request.Method} {request.Path}: {code.Title}.")).ExecuteAsync(pages.HttpContext);
        });
        app.Use(
            (context, next) =>
                context.RequestServices.GetRequiredService<DatabaseLocation>().IsReady || !NeedsDatabase(context.Request.Path)
                    ? next(context)
                    : new ProblemResult(ExceptionProblems.DatabaseAway).ExecuteAsync(context)
        );
    }

    private static bool NeedsDatabase(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/help", StringComparison.Ordinal);
}

/// <summary>Turns exceptions into answers, in one place.</summary>
public sealed partial class ExceptionProblems(ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    internal static readonly Problem DatabaseAway = new(
        ProblemCode.DatabaseUnavailable,
        "The database cannot be reached. Try again in a moment."
    )
    {
        RetryAfterSeconds = 2,
    };

    private const int ClientClosedRequest = 499;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        // Also when the client has disconnected: its write went on, and its failure must be logged.
        await new ProblemResult(ProblemOf(exception)).ExecuteAsync(httpContext);
        return true;
    }

    private Problem ProblemOf(Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                var code = ProblemCode.ForStatus(bad.StatusCode);
                return new Problem(code, code.Title + ".");
            case PostgresException lost when LostRace.Is(lost):
                Log.LostRace(logger, lost.SqlState);
                return new Problem(
                    ProblemCode.DatabaseUnavailable,
                    "Too many calls wrote the same rows at once; nothing was stored. Try again."
                )
                {
                    RetryAfterSeconds = 1,
                };
            case StaleFactsException:
                return new Problem(ProblemCode.DatabaseUnavailable, "The project's settings keep changing; nothing was stored. Try again.")
                {
                    RetryAfterSeconds = 1,
                };
            case NpgsqlException { IsTransient: true }
            or NpgsqlException { InnerException: SocketException or IOException or TimeoutException }:
                Log.DatabaseAway(logger, exception.Message);
                return DatabaseAway;
            default:
                Log.Defect(logger, exception);
                return new Problem(ProblemCode.InternalError, "The failure has been recorded under this request_id.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A request failed by a defect")]
        public static partial void Defect(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Error, "The database cannot be reached: {Reason}")]
        public static partial void DatabaseAway(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "A write lost every race ({SqlState})")]
        public static partial void LostRace(ILogger logger, string sqlState);
    }
}
