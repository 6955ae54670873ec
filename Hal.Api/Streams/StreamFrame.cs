using System.Text;
using System.Text.Json;
using Hal.Api.Domain.Streams;
using Hal.Api.Platform.Values;

namespace Hal.Api.Streams;

/// <summary>The bytes of server-sent events.</summary>
internal static class StreamFrame
{
    /// <summary>The event that tells a client to load its state anew, since what it missed cannot be told any more.</summary>
    public const string Reset = "reset";

    /// <summary>An event.</summary>
    /// <param name="told">The event.</param>
    /// <param name="position">The position after the event, which becomes its id; null for an event that is not stored.</param>
    public static ReadOnlyMemory<byte> Of(StreamTold told, StreamPosition? position)
    {
        // The JSON is written without line breaks, so it fits one line of data.
        var data = JsonSerializer.Serialize(told.Data, told.Data.GetType(), HalJson.Options);
        return Encoding.UTF8.GetBytes($"event: {told.Name}\n{Id(position)}data: {data}\n\n");
    }

    /// <summary>The first words: how soon to come back, and where the stream begins.</summary>
    /// <param name="position">The position; null if missed events come first.</param>
    public static ReadOnlyMemory<byte> Hello(StreamPosition? position) => Encoding.UTF8.GetBytes($": hal\nretry: 2000\n{Id(position)}\n");

    /// <summary>That what follows may be new to the client, which has to load its state.</summary>
    /// <param name="position">Where the stream begins.</param>
    public static ReadOnlyMemory<byte> ResetAt(StreamPosition position) => Of(new StreamTold(Reset, new { }), position);

    /// <summary>A new id without an event: what was missed has been told.</summary>
    public static ReadOnlyMemory<byte> CaughtUp(StreamPosition position) => Encoding.UTF8.GetBytes($": caught up\n{Id(position)}\n");

    /// <summary>A comment, to show that the stream is alive.</summary>
    public static ReadOnlyMemory<byte> Heartbeat { get; } = ": heartbeat\n\n"u8.ToArray();

    private static string Id(StreamPosition? position) => position is null ? "" : $"id: {position}\n";
}
