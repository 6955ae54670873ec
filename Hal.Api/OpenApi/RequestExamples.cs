using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Platform.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hal.Api.OpenApi;

/// <summary>Adds the module's example to its request body.</summary>
public sealed class RequestExamples : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var example = context.Description.ActionDescriptor.EndpointMetadata.OfType<ExampleMetadata>().FirstOrDefault();
        if (example is not null)
        {
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                content.Example = JsonSerializer.SerializeToNode(example.Body, HalJson.Verbatim);
        }

        return Task.CompletedTask;
    }
}
