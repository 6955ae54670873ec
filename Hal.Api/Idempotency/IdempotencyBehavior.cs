using System.Text.Json;
using System.Text.Json.Serialization;
using Hal.Api.Credentials;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Npgsql;

namespace Hal.Api.Idempotency;

/// <summary>
/// Lets only the first POST with an <c>Idempotency-Key</c> through (contract 2): a repeat gets the first answer, and another request with
/// the key is refused.
/// </summary>
public sealed class IdempotencyBehavior<TRequest, TResponse>(
    IdempotentCall call,
    KeptAnswers answers,
    Caller caller,
    SigningKey key,
    IHttpContextAccessor http
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRecordedWrite
    where TResponse : IFallible<TResponse>
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    private static readonly JsonSerializerOptions Compared = new(HalJson.Options) { Converters = { new UndefinedAsNull() } };

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (
            http.HttpContext?.Request is not { } sent
            || !HttpMethods.IsPost(sent.Method)
            || !sent.Headers.TryGetValue(Header, out var header)
        )
            return await next();

        if (header.ToString() is not { Length: > 0 and <= MaxLength } text)
            return TResponse.Failed(Problem.Invalid(Header, $"This has to have 1 to {MaxLength} characters."));

        // A retry finds its own claim.
        var claim = call.Claim ??= KeyClaim.Of(caller.Actor ?? "nobody", text, await key.GetAsync(), Sent(request, sent));
        var claimed = await answers.ClaimAsync(claim);
        if (claimed.Problem is { } problem)
            return TResponse.Failed(problem);

        if (claimed.Value is { } first)
        {
            call.Replay = first;
            return TResponse.Failed(new Problem(KeptAnswers.InProgress, "The first answer is told instead of this."));
        }

        var isKept = false;
        try
        {
            var response = await next();
            isKept = response.Problem is null;
            return response;
        }
        finally
        {
            if (!isKept)
                await TryReleaseAsync(claim);
        }
    }

    private byte[] Sent(TRequest request, HttpRequest sent)
    {
        // The record, not the bytes: members that are not read make no difference.
        var address = $"{sent.Method} {sent.Path} {caller.Project}\n";
        return [.. System.Text.Encoding.UTF8.GetBytes(address), .. JsonSerializer.SerializeToUtf8Bytes(request, Compared)];
    }

    private async Task TryReleaseAsync(KeyClaim claim)
    {
        try
        {
            await answers.ReleaseAsync(claim);
        }
        catch (NpgsqlException)
        {
            // The claim expires by itself. The caller must hear of the first failure.
        }
    }

    // An undefined JsonElement cannot be written otherwise.
    private sealed class UndefinedAsNull : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonElement.ParseValue(ref reader);

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
        {
            if (value.ValueKind is JsonValueKind.Undefined)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }
    }
}
