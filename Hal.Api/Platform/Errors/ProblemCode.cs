namespace Hal.Api.Platform.Errors;

/// <summary>A kind of failure that callers may rely on: its HTTP status, its stable snake_case code and its title (contract 2).</summary>
/// <param name="Status">The HTTP status, 400 to 599.</param>
/// <param name="Code">The stable code; never changed once published.</param>
/// <param name="Title">A short human sentence, the same for each occurrence.</param>
public sealed record ProblemCode(int Status, string Code, string Title)
{
    /// <summary>The body is not JSON, not UTF-8, or not an object.</summary>
    public static readonly ProblemCode MalformedJson = new(400, "malformed_json", "The body is not a JSON object");

    /// <summary>The request itself is broken on the HTTP level.</summary>
    public static readonly ProblemCode BadRequest = new(400, "bad_request", "The request cannot be read");

    /// <summary>No row of this kind has this id, or it is another project's.</summary>
    public static readonly ProblemCode NotFound = new(404, "not_found", "There is no such thing here");

    /// <summary>There is no such route.</summary>
    public static readonly ProblemCode RouteNotFound = new(404, "route_not_found", "There is nothing at this address");

    /// <summary>The route exists, but not with this method.</summary>
    public static readonly ProblemCode MethodNotAllowed = new(405, "method_not_allowed", "This address does not answer this method");

    /// <summary>The body is larger than 256 KiB.</summary>
    public static readonly ProblemCode BodyTooLarge = new(413, "body_too_large", "The body is larger than 256 KiB");

    /// <summary>The body is declared as something other than JSON.</summary>
    public static readonly ProblemCode NotJson = new(415, "unsupported_media_type", "The body is not declared as JSON");

    /// <summary>Understood, but at least one field is invalid; <c>errors</c> names each.</summary>
    public static readonly ProblemCode ValidationFailed = new(422, "validation_failed", "At least one field is invalid");

    /// <summary>A limit is used up; <c>Retry-After</c> tells when to come back.</summary>
    public static readonly ProblemCode RateLimited = new(429, "rate_limited", "Too many requests");

    /// <summary>A defect of the service.</summary>
    public static readonly ProblemCode InternalError = new(500, "internal_error", "Something went wrong on our side");

    /// <summary>The database cannot be reached.</summary>
    public static readonly ProblemCode DatabaseUnavailable = new(503, "database_unavailable", "The database is away for a moment");

    /// <summary>The code of a status, for answers that the framework makes.</summary>
    /// <param name="status">An HTTP status of 400 or above.</param>
    public static ProblemCode ForStatus(int status) =>
        status switch
        {
            404 => RouteNotFound,
            405 => MethodNotAllowed,
            413 => BodyTooLarge,
            415 => NotJson,
            429 => RateLimited,
            503 => DatabaseUnavailable,
            >= 500 => InternalError,
            _ => BadRequest with { Status = status },
        };
}
