using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Http;

/// <summary>Reads a JSON request body and says what is wrong with it in the contract's terms (contract 2).</summary>
public static class JsonBody
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the body: 415 if it is not declared as one of the media types, 413 over <see cref="MaxBytes"/>, 400 if it is not a
    /// JSON object,
    /// 422 if a member is not of the type it should be.</summary>
    /// <typeparam name="T">The record to read into; members it does not know are ignored.</typeparam>
    /// <param name="mediaTypes">The media types that are read as JSON.</param>
    /// <param name="cancellation">Stops reading when the client disconnects.</param>
    public static async ValueTask<Result<T>> ReadAsync<T>(
        HttpRequest request,
        IReadOnlyList<string> mediaTypes,
        CancellationToken cancellation
    )
        where T : class
    {
        if (!IsDeclaredAs(request.ContentType, mediaTypes))
            return new Problem(ProblemCode.NotJson, $"Send the body with Content-Type: {mediaTypes[0]}.");

        if (request.ContentLength > MaxBytes)
            return TooLarge();

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > MaxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return TooLarge();
            }

            if (read.IsCompleted)
                return Consume<T>(reader, read.Buffer);

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Reads one JSON value that is already in memory, with the same answers as a body.</summary>
    /// <typeparam name="T">The record to read into.</typeparam>
    /// <param name="utf8">The JSON text.</param>
    public static Result<T> Parse<T>(ReadOnlyMemory<byte> utf8)
        where T : class
    {
        if (utf8.Span.StartsWith(ByteOrderMark))
            utf8 = utf8[ByteOrderMark.Length..];

        if (!Utf8.IsValid(utf8.Span))
            return new Problem(ProblemCode.MalformedJson, "The body is not valid UTF-8.");

        try
        {
            if (JsonSerializer.Deserialize<T>(utf8.Span, HalJson.Options) is not { } value)
                return NotAnObject();

            return JsonStrings.FindUnstorable(utf8, typeof(T)) is { } field ? Problem.Invalid(field, JsonStrings.Unstorable) : value;
        }
        catch (JsonException e)
        {
            return Diagnose<T>(utf8, e);
        }
    }

    /// <summary>
    /// Reads one object that lies inside a body: 422 with paths below <paramref name="path"/> if it is none, or a member is not of its
    /// type.
    /// </summary>
    /// <typeparam name="T">The record to read into.</typeparam>
    /// <param name="json">The value.</param>
    /// <param name="path">Where in the body it lies.</param>
    public static Result<T> Read<T>(JsonElement json, string path)
        where T : class
    {
        try
        {
            return json.ValueKind is JsonValueKind.Object && json.Deserialize<T>(HalJson.Options) is { } value
                ? value
                : Problem.Invalid(path, "This has to be an object.");
        }
        catch (JsonException e)
        {
            return Problem.Invalid(
                $"{path}.{JsonPath.Field(OptionalConverter.PathOf(e))}",
                JsonPath.Expectation(OptionalConverter.PathOf(e), typeof(T))
            );
        }
    }

    private static Result<T> Consume<T>(PipeReader reader, ReadOnlySequence<byte> buffer)
        where T : class
    {
        try
        {
            return Parse<T>(buffer.IsSingleSegment ? buffer.First : buffer.ToArray());
        }
        finally
        {
            reader.AdvanceTo(buffer.End);
        }
    }

    private static Problem Diagnose<T>(ReadOnlyMemory<byte> utf8, JsonException failure)
    {
        try
        {
            // Well-formed JSON may be nested too deeply to be read. It is then invalid, not malformed.
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxBytes });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Problem.Invalid(
                    JsonPath.Field(OptionalConverter.PathOf(failure)),
                    JsonPath.Expectation(OptionalConverter.PathOf(failure), typeof(T))
                )
                : NotAnObject();
        }
        catch (JsonException e)
        {
            return new Problem(
                ProblemCode.MalformedJson,
                $"The body is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})."
            );
        }
    }

    private static Problem NotAnObject() => new(ProblemCode.MalformedJson, "The body has to be a JSON object.");

    /// <summary>The refusal of a body of more than <see cref="MaxBytes"/>.</summary>
    public static Problem TooLarge() => new(ProblemCode.BodyTooLarge, $"The body may have at most {MaxBytes} bytes.");

    private static bool IsDeclaredAs(string? contentType, IReadOnlyList<string> mediaTypes)
    {
        var declared = contentType.AsSpan();
        var end = declared.IndexOf(';');
        declared = (end < 0 ? declared : declared[..end]).Trim();
        foreach (var mediaType in mediaTypes)
        {
            if (declared.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
