using System.Globalization;
using Hal.Api.Platform.Errors;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Http;

/// <summary>Entity tags and preconditions (contract 2). A tag is a row's version.</summary>
public static class Preconditions
{
    /// <summary><c>If-Match</c> does not match the stored version.</summary>
    public static readonly ProblemCode Failed = new(412, "precondition_failed", "The resource has changed since you read it");

    /// <summary>The tag of a version.</summary>
    /// <param name="version">The version.</param>
    public static EntityTagHeaderValue Tag(long version) => new(string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));

    /// <summary>The 412 if the caller's <c>If-Match</c> does not match; null if it matches or is absent.</summary>
    /// <param name="version">The version that is stored.</param>
    public static Problem? IfMatch(HttpRequest request, long version)
    {
        if (!request.Headers.ContainsKey(HeaderNames.IfMatch))
            return null;

        var tag = Tag(version);
        return request
            .GetTypedHeaders()
            .IfMatch.Any(known => known.Compare(tag, useStrongComparison: true) || known.Equals(EntityTagHeaderValue.Any))
            ? null
            : new Problem(Failed, $"Its present ETag is {tag}. Read it again, and decide again.");
    }

    /// <summary>Whether the caller's <c>If-None-Match</c> matches, so that the answer is 304.</summary>
    /// <param name="version">The version that is stored.</param>
    public static bool IsKnown(HttpRequest request, long version) => CacheableResult.IsKnown(request, Tag(version));
}
