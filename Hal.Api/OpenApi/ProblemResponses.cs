using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hal.Api.OpenApi;

/// <summary>Documents every status an operation refuses with and, under it, every problem code with an example.</summary>
public sealed class ProblemResponses : IOpenApiOperationTransformer
{
    private const string RequestId = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c12";

    /// <inheritdoc/>
    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var codes = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusalMetadata>().SelectMany(m => m.Codes).Distinct();
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        context.Document?.AddComponent(nameof(ProblemBody), schema);
        foreach (var status in codes.GroupBy(c => c.Status).OrderBy(g => g.Key))
        {
            var inOrder = status.OrderBy(c => c.Code, StringComparer.Ordinal).ToList();
            operation.Responses ??= [];
            operation.Responses[$"{status.Key}"] = new OpenApiResponse
            {
                Description = string.Join("\n", inOrder.Select(c => $"- `{c.Code}`: {c.Title}")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemResult.MediaType] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(ProblemBody), context.Document),
                        Examples = inOrder.ToDictionary(c => c.Code, Example),
                    },
                },
            };
        }
    }

    private static IOpenApiExample Example(ProblemCode code)
    {
        var problem = new Problem(code, $"{code.Title}.")
        {
            Errors =
                code.Status == StatusCodes.Status422UnprocessableEntity
                    ? new Dictionary<string, string[]> { ["field"] = ["What is wrong with it."] }
                    : null,
        };
        return new OpenApiExample { Value = JsonSerializer.SerializeToNode(ProblemBody.Of(problem, RequestId), HalJson.Options) };
    }
}
