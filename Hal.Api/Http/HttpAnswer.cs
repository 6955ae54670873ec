using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Hal.Api.Platform.Values;

namespace Hal.Api.Http;

/// <summary>A successful answer as it is sent, and as it is kept to be replayed.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ETag">The entity tag; null for none.</param>
/// <param name="Location">Where the created resource is; null for none.</param>
/// <param name="Body">The JSON text in UTF-8; null for none.</param>
public sealed record HttpAnswer(int Status, string? ETag, string? Location, byte[]? Body) : IResult
{
    /// <summary>The header of a replayed answer.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = HttpMethods.IsGet(httpContext.Request.Method) ? "private, no-cache" : "no-store";
        if (ETag is not null)
            response.Headers.ETag = ETag;

        if (Location is not null)
            response.Headers.Location = Location;

        if (Body is null)
            return Task.CompletedTask;

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body, CancellationToken.None).AsTask();
    }

    /// <summary>Makes the answer of an endpoint that has succeeded.</summary>
    /// <param name="outcome">What the handler reported.</param>
    /// <param name="value">The body.</param>
    public static HttpAnswer Of(HttpContext context, Outcome outcome, object value)
    {
        var success = context.GetEndpoint()?.Metadata.GetMetadata<SuccessMetadata>() ?? new SuccessMetadata(StatusCodes.Status200OK);
        return new HttpAnswer(
            outcome.IsRepeat ? StatusCodes.Status200OK : success.Status,
            outcome.Version is { } version ? Preconditions.Tag(version).ToString() : null,
            success.IsLocated && outcome.Target is { } target
                ? string.Create(CultureInfo.InvariantCulture, $"{context.Request.Path}/{target}")
                : null,
            success.Status == StatusCodes.Status204NoContent
                ? null
                : JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), HalJson.Options)
        );
    }

    /// <summary>Encrypts the answer, so that it can be kept.</summary>
    /// <param name="key">32 bytes.</param>
    public byte[] Encrypt(byte[] key)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(this, HalJson.Options);
        var encrypted = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(encrypted.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(
            encrypted.AsSpan(0, NonceLength),
            plain,
            encrypted.AsSpan(NonceLength, plain.Length),
            encrypted.AsSpan(NonceLength + plain.Length)
        );
        return encrypted;
    }

    /// <summary>Reads what <see cref="Encrypt"/> made.</summary>
    /// <param name="encrypted">The kept bytes.</param>
    /// <param name="key">The same key.</param>
    /// <exception cref="CryptographicException">The bytes were changed, or the key is another one.</exception>
    public static HttpAnswer Decrypt(byte[] encrypted, byte[] key)
    {
        var plain = new byte[encrypted.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            encrypted.AsSpan(0, NonceLength),
            encrypted.AsSpan(NonceLength, plain.Length),
            encrypted.AsSpan(NonceLength + plain.Length),
            plain
        );
        return JsonSerializer.Deserialize<HttpAnswer>(plain, HalJson.Options)!;
    }

    private const int NonceLength = 12;
    private const int TagLength = 16;
}
