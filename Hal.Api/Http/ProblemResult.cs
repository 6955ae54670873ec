using System.Globalization;
using System.Text.Json.Serialization;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Http;

/// <summary>Writes a <see cref="Problem"/> as RFC 9457 <c>application/problem+json</c>: the one mapping from failures to HTTP.</summary>
public sealed class ProblemResult(Problem problem) : IResult
{
    /// <summary>The media type of every answer that is not a success.</summary>
    public const string MediaType = "application/problem+json";

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Code.Status;
        response.Headers.CacheControl = "no-store";
        // The exception handler clears the headers that were set before it.
        response.Headers[RequestId.Header] = httpContext.TraceIdentifier;
        if (problem.Link is { } link)
            response.Headers.Link = link;

        if (problem.Challenge is { } challenge)
            response.Headers.WWWAuthenticate = challenge;

        if (problem.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);

        return response.WriteAsJsonAsync(ProblemBody.Of(problem, httpContext.TraceIdentifier), HalJson.Options, MediaType);
    }
}

/// <summary>The body of every answer that is not a success (contract 2).</summary>
/// <param name="Type">A URI that names the kind of problem.</param>
/// <param name="Title">A short sentence, the same for each occurrence of the code.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What went wrong this time.</param>
/// <param name="Code">The stable code to decide on.</param>
/// <param name="RequestId">The request's id, as in the <c>X-Request-Id</c> header and in the service's logs.</param>
/// <param name="Errors">For 422: messages by JSON field path.</param>
public sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string RequestId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors
)
{
    /// <summary>The body of a problem.</summary>
    /// <param name="requestId">The id of the request that met it.</param>
    public static ProblemBody Of(Problem problem, string requestId)
    {
        var code = problem.Code;
        return new ProblemBody(
            $"urn:hal:problem:{code.Code}",
            code.Title,
            code.Status,
            problem.Detail,
            code.Code,
            requestId,
            problem.Errors
        );
    }
}
