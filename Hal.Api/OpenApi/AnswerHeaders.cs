using System.Globalization;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Limits;
using Hal.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Hal.Api.OpenApi;

/// <summary>Documents the headers of each answer.</summary>
public sealed class AnswerHeaders : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> Descriptions = new()
    {
        [RequestId.Header] =
            "The request's id, as in the service's logs: yours if you sent one of up to 128 letters, digits and -_.: or else a new one.",
        [RateLimit<string>.StateHeader] =
            "What is left of each limit, as `\"visitor\";r=299;t=1`: r requests now, the whole quota again after t seconds.",
        [RateLimit<string>.PolicyHeader] = "The limits, as `\"visitor\";q=300;w=60`: q requests in w seconds.",
        [HeaderNames.RetryAfter] = "Seconds until it is worth trying again.",
        [HeaderNames.ETag] = "The state that was answered. Send it back in If-None-Match.",
        [HeaderNames.CacheControl] = "How long the answer may be kept.",
        [HeaderNames.Location] = "Where what was created is found.",
        [HeaderNames.Link] = "What it has become, with `rel=\"canonical\"`.",
        [HeaderNames.WWWAuthenticate] = "`Bearer`; with `error=\"invalid_token\"` if a token was sent that is not valid.",
        [HttpAnswer.ReplayedHeader] = "`true` if this is the first answer to the Idempotency-Key, told again.",
    };

    private const string GuardedETag =
        "The state that was answered. Send it back in If-Match to change only that, or in If-None-Match to be told whether it has changed.";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var answers = operation.Responses ?? [];
        var isLimited = answers.ContainsKey(Text(ProblemCode.RateLimited.Status));
        var isCacheable = answers.ContainsKey(Text(StatusCodes.Status304NotModified));
        var isGuarded = answers.ContainsKey(Text(Preconditions.Failed.Status));
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
            else if (isGuarded && code is StatusCodes.Status200OK or StatusCodes.Status201Created)
                names.Add(HeaderNames.ETag);

            names.AddRange(OfRecords(code, context.Description));
            if (answer is OpenApiResponse own)
                own.Headers = names.ToDictionary(name => name, name => Reference(name, isGuarded, context.Document));
        }

        if (isCacheable)
        {
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = HeaderNames.IfNoneMatch,
                    In = ParameterLocation.Header,
                    Description = "The ETag of an earlier answer; 304 if it still fits.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
        }

        return Task.CompletedTask;
    }

    // The headers that the account and v1 families send with their answers.
    private static IEnumerable<string> OfRecords(int code, ApiDescription operation)
    {
        var metadata = operation.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequestMetadata>().FirstOrDefault()?.Request is not { } request)
            yield break;

        if (code == StatusCodes.Status201Created && metadata.OfType<SuccessMetadata>().Any(success => success.IsLocated))
            yield return HeaderNames.Location;

        if (code < StatusCodes.Status300MultipleChoices && HttpMethods.IsPost(operation.HttpMethod!))
            yield return HttpAnswer.ReplayedHeader;

        if (code == StatusCodes.Status410Gone)
            yield return HeaderNames.Link;

        if (code == StatusCodes.Status401Unauthorized && request.IsAssignableTo(typeof(IMemberRequest)))
            yield return HeaderNames.WWWAuthenticate;
    }

    private static IOpenApiHeader Reference(string name, bool isGuarded, OpenApiDocument? document)
    {
        var isNumber = name == HeaderNames.RetryAfter;
        document?.AddComponent<IOpenApiHeader>(
            name,
            new OpenApiHeader
            {
                Description = isGuarded && name == HeaderNames.ETag ? GuardedETag : Descriptions[name],
                Schema = new OpenApiSchema { Type = isNumber ? JsonSchemaType.Integer : JsonSchemaType.String },
            }
        );
        return new OpenApiHeaderReference(name, document);
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
