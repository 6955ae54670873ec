using System.Buffers.Binary;
using System.Buffers.Text;

namespace Hal.Api.Platform.Values;

/// <summary>
/// The position of a row in a list that is ordered newest first: by an instant, if the list has one, and by id. Opaque to callers.
/// </summary>
/// <param name="At">The instant, in UTC to the millisecond.</param>
/// <param name="Id">The id.</param>
public readonly record struct Cursor(DateTime At, Guid Id)
{
    private const int Length = 8 + 16;

    /// <summary>The position before the first row.</summary>
    public static readonly Cursor Start = new(DateTime.MaxValue, Guid.AllBitsSet);

    /// <summary>A cursor of a list that is ordered by id alone.</summary>
    public static Cursor Of(Guid id) => new(DateTime.UnixEpoch, id);

    /// <summary>Reads a cursor; null if the text is no cursor, or is missing.</summary>
    public static Cursor? Read(string? text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (
            text is not { Length: 32 }
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var length)
            || length != Length
        )
            return null;

        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return
            milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? null
            : new Cursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime, new Guid(bytes[8..], bigEndian: true));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, new DateTimeOffset(At).ToUnixTimeMilliseconds());
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
