using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Hal.Api.Domain.ApiKeys;

/// <summary>
/// An API key as its holder sends it (contract 5): <c>hal_</c>, 8 characters to tell keys apart by, <c>_</c>, and in base64url the
/// project's id, the key's own and 256 random bits. It says where its row is found, since no index reaches across projects; whether it is
/// right, only its hash says. Not a record: what would print itself ends up in a log.
/// </summary>
public sealed class ApiKeyText
{
    private const string Start = "hal_";
    private const string MarkLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int MarkLength = 8;
    private const int PrefixLength = 12;
    private const int IdLength = 16;
    private const int SecretLength = 32;
    private const int BytesLength = IdLength + IdLength + SecretLength;
    private const int TextLength = PrefixLength + 1 + 86;

    private ApiKeyText(string text, Guid projectId, Guid id) => (Text, ProjectId, Id) = (text, projectId, id);

    /// <summary>The whole key. Shown once, when it is made, and never stored.</summary>
    public string Text { get; }

    /// <summary>The project it says it belongs to.</summary>
    public Guid ProjectId { get; }

    /// <summary>The id of its row.</summary>
    public Guid Id { get; }

    /// <summary>What is shown of it later: enough to tell it from others, and nothing of the secret.</summary>
    public string Prefix => Text[..PrefixLength];

    /// <summary>What is stored of it: the SHA-256 of the whole text.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    /// <summary>A new key.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="id">The id of its row.</param>
    public static ApiKeyText New(Guid projectId, Guid id)
    {
        Span<byte> bytes = stackalloc byte[BytesLength];
        projectId.TryWriteBytes(bytes, bigEndian: true, out _);
        id.TryWriteBytes(bytes[IdLength..], bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes[^SecretLength..]);
        return new ApiKeyText(
            $"{Start}{RandomNumberGenerator.GetString(MarkLetters, MarkLength)}_{Base64Url.EncodeToString(bytes)}",
            projectId,
            id
        );
    }

    /// <summary>Reads what a caller sent; null for a text that cannot be a key.</summary>
    /// <param name="text">The text.</param>
    public static ApiKeyText? Read(string? text)
    {
        if (text is not { Length: TextLength } || !text.StartsWith(Start, StringComparison.Ordinal) || text[PrefixLength] != '_')
            return null;

        Span<byte> bytes = stackalloc byte[BytesLength];
        return
            Base64Url.DecodeFromChars(text.AsSpan(PrefixLength + 1), bytes, out _, out var length) is OperationStatus.Done
            && length == BytesLength
            ? new ApiKeyText(text, new Guid(bytes[..IdLength], bigEndian: true), new Guid(bytes.Slice(IdLength, IdLength), bigEndian: true))
            : null;
    }
}
