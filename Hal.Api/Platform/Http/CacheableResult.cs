using Microsoft.Net.Http.Headers;

namespace Hal.Api.Platform.Http;

/// <summary>Answers JSON with an <c>ETag</c>, or 304 if the caller's <c>If-None-Match</c> still fits (contract 2).</summary>
/// <param name="body">The body.</param>
/// <param name="etag">The entity tag, in its quotes.</param>
public sealed class CacheableResult(object body, string etag) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var tag = new EntityTagHeaderValue(etag);
        httpContext.Response.GetTypedHeaders().ETag = tag;
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return httpContext.Response.WriteAsJsonAsync(body, body.GetType(), HalJson.Options);
    }
}
