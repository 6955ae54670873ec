using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hal.Api.Platform.OpenApi;

/// <summary>Gives members that are kept as raw JSON the schema that their attribute states.</summary>
public sealed class RawJsonSchemas : IOpenApiSchemaTransformer
{
    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(context);
        if (context.JsonPropertyInfo?.AttributeProvider is not { } member)
            return;

        if (member.GetCustomAttributes(typeof(SchemaTypeAttribute), false) is [SchemaTypeAttribute raw])
            schema.Type = raw.Types.Aggregate((JsonSchemaType)0, (types, name) => types | Parse(name));

        if (member.GetCustomAttributes(typeof(ItemsOfAttribute), false) is [ItemsOfAttribute items])
            schema.Items = await context.GetOrCreateSchemaAsync(items.Type, null, cancellationToken);
    }

    private static JsonSchemaType Parse(string name) => Enum.Parse<JsonSchemaType>(name, ignoreCase: true);
}
