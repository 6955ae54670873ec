using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hal.Api.Platform.Values;

/// <summary>A member of which it matters whether it was sent.</summary>
public interface IOptional
{
    /// <summary>Whether it was sent, be it as <c>null</c>.</summary>
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

    /// <summary>What was sent; null if nothing was, too.</summary>
    public T? Value { get; }

    /// <summary>What was sent, or what is stored if nothing was.</summary>
    /// <param name="stored">What is stored.</param>
    public T? Or(T? stored) => IsSet ? Value : stored;
}

/// <summary>Reads and writes <see cref="Optional{T}"/> as the value itself.</summary>
public sealed class OptionalConverter : JsonConverterFactory
{
    private const string InnerPath = "path";

    /// <summary>Where a flaw lies, also if it lies within an optional member.</summary>
    /// <param name="failure">What the serializer met.</param>
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
                // The serializer adds where this member lies; where in it the flaw lies would be lost.
                throw new JsonException(null, e) { Data = { [InnerPath] = e.Path?.TrimStart('$') } };
            }
        }

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.IsSet ? value.Value : default, options);
    }
}
