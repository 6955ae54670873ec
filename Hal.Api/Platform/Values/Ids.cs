using System.Buffers.Binary;

namespace Hal.Api.Platform.Values;

/// <summary>Makes the ids of rows: UUID v7, each greater than all earlier ids of this instance (contract 2).</summary>
public static class Ids
{
    private const int CounterBits = 12;

    private static long _last;

    /// <summary>The smallest id of an instant. All ids made later are greater.</summary>
    /// <param name="at">An instant, in UTC.</param>
    public static Guid Floor(DateTime at)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, new DateTimeOffset(at).ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>
    /// A new id. Ids of the same millisecond are counted up, so that ids are ordered by creation even within one call.
    /// </summary>
    public static Guid New()
    {
        long last;
        long next;
        do
        {
            last = Interlocked.Read(ref _last);
            next = Math.Max(last + 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
        } while (Interlocked.CompareExchange(ref _last, next, last) != last);

        var id = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(next >> CounterBits));
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        // The 12 bits behind the version are random in a plain v7.
        bytes[6] = (byte)(0x70 | ((next >> 8) & 0x0F));
        bytes[7] = (byte)next;
        return new Guid(bytes, bigEndian: true);
    }
}
