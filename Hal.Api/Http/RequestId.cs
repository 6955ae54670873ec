using System.Collections;

namespace Hal.Api.Http;

/// <summary>Gives each request an id, which is returned in <c>X-Request-Id</c> and is part of every log line (contract 2).</summary>
/// <param name="next">The rest of the HTTP pipeline.</param>
public sealed class RequestId(RequestDelegate next, ILogger<RequestId> logger)
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-Request-Id";

    private const int MaxLength = 128;

    /// <summary>Uses the caller's id if it has up to 128 plain characters, else makes one.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        context.TraceIdentifier = IsPlain(given) ? given : Guid.CreateVersion7().ToString();
        context.Response.Headers[Header] = context.TraceIdentifier;
        using (logger.BeginScope(new Scope(context.TraceIdentifier)))
            await next(context);
    }

    private static bool IsPlain(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');

    // Structured for the JSON console, readable for the plain one.
    private sealed class Scope(string id) : IReadOnlyList<KeyValuePair<string, object>>
    {
        public int Count => 1;

        public KeyValuePair<string, object> this[int index] => new("request_id", id);

        public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
        {
            yield return this[0];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"request_id:{id}";
    }
}
