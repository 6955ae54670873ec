using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hal.Api.Platform.Values;

/// <summary>A member for which absent and null differ.</summary>
public interface IOptional
{
    /// <summary>Whether it was sent, even as <c>null</c>.</summary>
    bool IsSet { get; }
}

/// <summary>A member of a <c>PATCH</c> (contract 2): absent is unchanged, <c>null</c> is cleared.</summary>
/// <typeparam name="T">What it holds.</typeparam>
[JsonConverter(typeof(OptionalConverter))]
public readonly record struct Optional<T> : IOptional
{
    /// <summary>What was sent.</summary>
    /// <param name="value">The value; null for <c>null</c>.</param>
    public Optional(T? value) => (IsSet, Value) = (true, value);

    /// <inheritdoc/>
    public bool IsSet { get; }

    /// <summary>The value that was sent; null if none was.</summary>
    public T? Value { get; }

    /// <summary>The value that was sent, or the stored one if none was.</summary>
    /// <param name="stored">The stored value.</param>
    public T? Or(T? stored) => IsSet ? Value : stored;
}

/// <summary>Reads and writes <see cref="Optional{T}"/> as the value itself.</summary>
public sealed class OptionalConverter : JsonConverterFactory
{
    private const string InnerPath = "path";

    /// <summary>The path of a flaw, also of one within an optional member.</summary>
    /// <param name="failure">The serializer's exception.</param>
    public static string? PathOf(JsonException failure)
    {
        return failure.Data[InnerPath] is string inner ? failure.Path + inner : failure.Path;
    }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
    {
        return typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);
    }

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        return (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class Converter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return new Optional<T>(JsonSerializer.Deserialize<T>(ref reader, options));
            }
            catch (JsonException e)
            {
                // The serializer adds the path of this member. The path within it would be lost.
                throw new JsonException(null, e) { Data = { [InnerPath] = e.Path?.TrimStart('$') } };
            }
        }

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.IsSet ? value.Value : default, options);
    }
}
