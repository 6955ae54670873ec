using Hal.Api.Platform.Values;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Http;

/// <summary>Answers JSON with an <c>ETag</c>, or 304 if the caller's <c>If-None-Match</c> matches (contract 2).</summary>
/// <param name="body">The body.</param>
/// <param name="etag">The entity tag, in its quotes.</param>
public sealed class CacheableResult(object body, string etag) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = new EntityTagHeaderValue(etag);
        httpContext.Response.GetTypedHeaders().ETag = tag;
        if (IsKnown(httpContext.Request, tag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return httpContext.Response.WriteAsJsonAsync(body, body.GetType(), HalJson.Options);
    }

    /// <summary>Whether the caller has this version already, and gets 304.</summary>
    /// <param name="tag">The current entity tag.</param>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag)
    {
        return request
            .GetTypedHeaders()
            .IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
    }
}
