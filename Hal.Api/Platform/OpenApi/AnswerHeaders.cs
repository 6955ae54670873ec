using System.Globalization;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using Hal.Api.Platform.Limits;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Hal.Api.Platform.OpenApi;

/// <summary>Documents the headers of each answer.</summary>
public sealed class AnswerHeaders : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> Descriptions = new()
    {
        [RequestId.Header] = "The request's id, as in the service's logs: yours if you sent one of up to 128 letters, digits and -_.: or else a new one.",
        [RateLimit<string>.StateHeader] = "What is left of each limit, as `\"visitor\";r=299;t=1`: r requests now, the whole quota again after t seconds.",
        [RateLimit<string>.PolicyHeader] = "The limits, as `\"visitor\";q=300;w=60`: q requests in w seconds.",
        [HeaderNames.RetryAfter] = "Seconds until it is worth trying again.",
        [HeaderNames.ETag] = "The state that was answered. Send it back in If-None-Match.",
        [HeaderNames.CacheControl] = "How long the answer may be kept.",
    };

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(context);
        var answers = operation.Responses ?? [];
        var isLimited = answers.ContainsKey(Text(ProblemCode.RateLimited.Status));
        var isCacheable = answers.ContainsKey(Text(StatusCodes.Status304NotModified));
        foreach (var (status, answer) in answers)
        {
            var code = int.Parse(status, CultureInfo.InvariantCulture);
            var names = new List<string> { RequestId.Header };
            if (code is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
                names.Add(HeaderNames.RetryAfter);

            if (isLimited && code < StatusCodes.Status500InternalServerError)
                names.AddRange([RateLimit<string>.StateHeader, RateLimit<string>.PolicyHeader]);

            if (isCacheable && code is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                names.AddRange([HeaderNames.ETag, HeaderNames.CacheControl]);

            if (answer is OpenApiResponse own)
                own.Headers = names.ToDictionary(name => name, name => Reference(name, context.Document));
        }

        if (isCacheable)
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = HeaderNames.IfNoneMatch,
                In = ParameterLocation.Header,
                Description = "The ETag of an earlier answer; 304 if it still fits.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }

    private static IOpenApiHeader Reference(string name, OpenApiDocument? document)
    {
        var isNumber = name == HeaderNames.RetryAfter;
        document?.AddComponent<IOpenApiHeader>(name, new OpenApiHeader
        {
            Description = Descriptions[name],
            Schema = new OpenApiSchema { Type = isNumber ? JsonSchemaType.Integer : JsonSchemaType.String },
        });
        return new OpenApiHeaderReference(name, document);
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
