using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Hal.Api.Platform.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hal.Api.OpenApi;

/// <summary>
/// Gives members the schema that their attributes state, since raw JSON and checked text do not show it in their C# type.
/// </summary>
public sealed class MemberSchemas : IOpenApiSchemaTransformer
{
    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(DateTime))
            schema.Type = JsonSchemaType.String;
        else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(decimal))
            schema.Format = null;

        await ShowWhatIsHeldAsync(schema, context, cancellationToken);
        LeaveOutWhatIsLeftOut(schema, context);
        if (context.JsonPropertyInfo?.AttributeProvider is not PropertyInfo member)
            return;

        if (member.GetCustomAttribute<SchemaTypeAttribute>() is { } raw)
        {
            schema.Type = raw.Types.Aggregate((JsonSchemaType)0, (types, name) =>
                types | Enum.Parse<JsonSchemaType>(name, ignoreCase: true)
            );
            schema.OneOf = null;
        }

        if (member.GetCustomAttribute<ItemsOfAttribute>() is { } items)
            schema.Items = await context.GetOrCreateSchemaAsync(items.Type, null, cancellationToken);

        if (member.GetCustomAttribute<SchemaFormatAttribute>() is { } format)
            schema.Format = format.Name;

        if (member.GetCustomAttribute<SchemaEnumAttribute>() is { } words)
            SetWords(schema, words);

        if (member.GetCustomAttribute<SchemaLengthAttribute>() is { } length)
            SetLength(schema, length);
    }

    // An optional member looks like what it holds, and may be null.
    private static async Task ShowWhatIsHeldAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (!context.JsonTypeInfo.Type.IsAssignableTo(typeof(IOptional)))
            return;

        var held = await context.GetOrCreateSchemaAsync(context.JsonTypeInfo.Type.GetGenericArguments()[0], null, cancellationToken);
        (schema.Type, schema.Items, schema.Format) = (held.Type | JsonSchemaType.Null, held.Items, held.Format);
    }

    private static void SetWords(OpenApiSchema schema, SchemaEnumAttribute words)
    {
        List<JsonNode> values = [.. words.Values.Select(word => JsonValue.Create(word))];
        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true)
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = values };
            return;
        }

        schema.Enum = values;
        if (schema.Type?.HasFlag(JsonSchemaType.Null) == true)
            schema.Enum.Add(JsonNullSentinel.JsonNull);
    }

    private static void SetLength(OpenApiSchema schema, SchemaLengthAttribute length)
    {
        int? min = length.Min > 0 ? length.Min : null;
        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true)
            (schema.MinItems, schema.MaxItems) = (min, length.Max);
        else
            (schema.MinLength, schema.MaxLength) = (min, length.Max);
    }

    // A member that is not written when it is null is not required.
    private static void LeaveOutWhatIsLeftOut(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        foreach (var member in context.JsonTypeInfo.Properties)
        {
            if (
                member.AttributeProvider is not PropertyInfo property
                || property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.WhenWritingNull }
                || schema.Properties?.TryGetValue(member.Name, out var written) is not true
            )
                continue;

            schema.Required?.Remove(member.Name);
            if (written is OpenApiSchema { Type: { } type } own)
                own.Type = type & ~JsonSchemaType.Null;
        }
    }
}
