using Hal.Api.Platform.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hal.Api.Platform.OpenApi;

/// <summary>Documents every status an operation refuses with, and under it every problem code.</summary>
public sealed class ProblemResponses : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(context);
        var codes = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusalMetadata>().SelectMany(m => m.Codes).Distinct();
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        foreach (var status in codes.GroupBy(c => c.Status).OrderBy(g => g.Key))
        {
            operation.Responses ??= [];
            operation.Responses[$"{status.Key}"] = new OpenApiResponse
            {
                Description = string.Join("\n", status.OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => $"- `{c.Code}`: {c.Title}")),
                Content = new Dictionary<string, OpenApiMediaType> { [ProblemResult.MediaType] = new() { Schema = Reference(context, schema) } },
            };
        }
    }

    private static IOpenApiSchema Reference(OpenApiOperationTransformerContext context, OpenApiSchema schema)
    {
        context.Document?.AddComponent(nameof(ProblemBody), schema);
        return new OpenApiSchemaReference(nameof(ProblemBody), context.Document);
    }
}
