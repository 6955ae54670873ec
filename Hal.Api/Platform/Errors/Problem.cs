namespace Hal.Api.Platform.Errors;

/// <summary>An expected failure, on its way to an RFC 9457 answer.</summary>
/// <param name="Code">Which kind of failure.</param>
/// <param name="Detail">What went wrong this time and what to do about it; never a stack trace, SQL or type name.</param>
public sealed record Problem(ProblemCode Code, string Detail)
{
    /// <summary>For 422: messages by JSON field path, such as <c>company.stage</c> or <c>company_ids[1]</c>.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>For 429 and 503: the seconds to wait before trying again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Where to look instead, as a <c>Link</c> header's value.</summary>
    public string? Link { get; init; }

    /// <summary>For 401: how to authenticate, as a <c>WWW-Authenticate</c> header's value.</summary>
    public string? Challenge { get; init; }

    /// <summary>The 404 of an id that does not exist in the project. An id of another project is answered alike.</summary>
    /// <param name="what">What was looked for, such as a contact or a stage.</param>
    public static Problem NotFound(string what) => new(ProblemCode.NotFound, $"There is no {what} with this id.");

    /// <summary>A 422 about one field.</summary>
    /// <param name="field">The JSON path of the field.</param>
    /// <param name="message">What is wrong with it.</param>
    /// <param name="code">A more telling code than <c>validation_failed</c>, where there is one.</param>
    public static Problem Invalid(string field, string message, ProblemCode? code = null) =>
        new(code ?? ProblemCode.ValidationFailed, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };
}
