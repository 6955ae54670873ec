namespace Hal.Api.Platform.Values;

/// <summary>Says in the OpenAPI document what a raw JSON member may be.</summary>
/// <param name="types">JSON Schema types: <c>object</c>, <c>string</c>, <c>number</c>, <c>boolean</c>, <c>null</c>.</param>
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

/// <summary>Says in the OpenAPI document which words a text member, or each item of an array of texts, may be.</summary>
/// <param name="values">The words.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaEnumAttribute(params string[] values) : Attribute
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Values => values;
}

/// <summary>Says in the OpenAPI document how a text is written: <c>date-time</c>, <c>email</c>.</summary>
/// <param name="name">The format's name in JSON Schema.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaFormatAttribute(string name) : Attribute
{
    /// <summary>The format's name.</summary>
    public string Name => name;
}

/// <summary>Says in the OpenAPI document how long a text or an array may be, where the validator's rule does not tell.</summary>
/// <param name="max">The most characters or items.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaLengthAttribute(int max) : Attribute
{
    /// <summary>The most characters or items.</summary>
    public int Max => max;

    /// <summary>The fewest characters or items.</summary>
    public int Min { get; init; }
}
