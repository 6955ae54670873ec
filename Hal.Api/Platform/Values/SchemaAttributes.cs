namespace Hal.Api.Platform.Values;

/// <summary>Documents the JSON types of a raw member.</summary>
/// <param name="types">JSON Schema types: <c>object</c>, <c>string</c>, <c>number</c>, <c>boolean</c>, <c>null</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SchemaTypeAttribute(params string[] types) : Attribute
{
    /// <summary>The types.</summary>
    public IReadOnlyList<string> Types => types;
}

/// <summary>Documents the items of a raw JSON array.</summary>
/// <param name="type">The record each item is read into.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsOfAttribute(Type type) : Attribute
{
    /// <summary>The record.</summary>
    public Type Type => type;
}

/// <summary>Documents the values that a text member, or each item of an array of texts, may have.</summary>
/// <param name="values">The words.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaEnumAttribute(params string[] values) : Attribute
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Values => values;
}

/// <summary>Documents the format of a text: <c>date-time</c>, <c>email</c>.</summary>
/// <param name="name">The format's name in JSON Schema.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaFormatAttribute(string name) : Attribute
{
    /// <summary>The format's name.</summary>
    public string Name => name;
}

/// <summary>Documents the length of a text or an array, where the validator's rule does not show it.</summary>
/// <param name="max">The most characters or items.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaLengthAttribute(int max) : Attribute
{
    /// <summary>The most characters or items.</summary>
    public int Max => max;

    /// <summary>The fewest characters or items.</summary>
    public int Min { get; init; }
}
