namespace Hal.Api.Platform.OpenApi;

/// <summary>Says in the OpenAPI document what a raw JSON member may be.</summary>
/// <param name="types">JSON Schema types: <c>object</c>, <c>string</c>, <c>number</c>, <c>boolean</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SchemaTypeAttribute(params string[] types) : Attribute
{
    /// <summary>The types.</summary>
    public IReadOnlyList<string> Types => types;
}

/// <summary>Says in the OpenAPI document what the items of a raw JSON array are.</summary>
/// <param name="type">The record each item is read into.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsOfAttribute(Type type) : Attribute
{
    /// <summary>The record.</summary>
    public Type Type => type;
}
