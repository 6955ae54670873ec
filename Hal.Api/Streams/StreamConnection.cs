using System.Buffers;
using System.IO.Pipelines;
using Hal.Api.Domain.Streams;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hal.Api.Streams;

/// <summary>What goes over the wire of one stream: first what was missed, then what happens.</summary>
internal sealed class StreamConnection(HttpContext context, StreamTicket ticket, StreamListener listener, CancellationToken ended)
{
    // The number of frames that are written between two flushes.
    private const int Burst = 32;

    private static readonly TimeSpan MaxCheckInterval = TimeSpan.FromSeconds(5);

    private readonly PipeWriter _writer = context.Response.BodyWriter;
    private readonly Database _database = context.RequestServices.GetRequiredService<Database>();
    private readonly TimeProvider _time = context.RequestServices.GetRequiredService<TimeProvider>();
    private readonly TimeSpan _heartbeat = context.RequestServices.GetRequiredService<IOptions<StreamOptions>>().Value.Heartbeat;
    private long _lastWrite;

    /// <summary>Runs until the caller leaves or is not admitted any more.</summary>
    /// <param name="start">The position after which the listener receives every event.</param>
    /// <exception cref="OperationCanceledException">The stream has ended for another reason.</exception>
    public async Task RunAsync(StreamPosition start)
    {
        if (await GreetAsync(start))
            await FollowAsync();
    }

    private async Task<bool> GreetAsync(StreamPosition start)
    {
        if (ticket.After is not { Length: > 0 } after)
            return await WriteAsync(StreamFrame.Hello(start));

        if (!await WriteAsync(StreamFrame.Hello(null)))
            return false;

        if (StreamPosition.Read(after) is not { } position || !position.CanBeFollowed(_time.UtcNow(), start.Seen))
            return await WriteAsync(StreamFrame.ResetAt(start));

        // Reads up to the position where the listener joined. Later events wait among the listener's frames.
        do
        {
            var page = await StreamRows.ReadAsync(_database, ticket.Project, position, start.Seen, _time.UtcNow());
            foreach (var burst in page.Events.Chunk(Burst))
            {
                foreach (var (happened, to) in burst)
                {
                    if (happened.For(ticket.Audience) is { } told)
                        _writer.Write(StreamFrame.Of(told, to).Span);
                }

                if (!await FlushAsync())
                    return false;
            }

            position = page.After;
        } while (position.Seen != start.Seen || position.Until is not null);

        return await WriteAsync(StreamFrame.CaughtUp(start));
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(_heartbeat < MaxCheckInterval ? _heartbeat : MaxCheckInterval, _time);
        var tick = timer.WaitForNextTickAsync(ended).AsTask();
        var more = listener.Frames.WaitToReadAsync(ended).AsTask();
        var unasked = new TaskCompletionSource<bool>().Task;
        var check = unasked;
        while (true)
        {
            await Task.WhenAny(more, tick, check);
            if (check.IsCompleted)
            {
                if (!await check)
                    break;

                check = unasked;
            }

            if (more.IsCompleted)
            {
                if (!await more || !await WriteWaitingAsync())
                    break;

                more = listener.Frames.WaitToReadAsync(ended).AsTask();
            }

            if (!tick.IsCompleted)
                continue;

            await tick;
            // Runs beside the events: a slow answer must not delay them.
            if (check == unasked)
                check = IsStillAdmittedAsync();

            if (_time.GetElapsedTime(_lastWrite) >= _heartbeat && !await WriteAsync(StreamFrame.Heartbeat))
                break;

            tick = timer.WaitForNextTickAsync(ended).AsTask();
        }

        ended.ThrowIfCancellationRequested();
    }

    private async Task<bool> IsStillAdmittedAsync()
    {
        try
        {
            return await ticket.IsStillAdmitted(_database);
        }
        catch (NpgsqlException)
        {
            // While the database is away, the stream carries no events either.
            return true;
        }
    }

    private async Task<bool> WriteWaitingAsync()
    {
        for (var written = 0; written < Burst && listener.Frames.TryRead(out var frame); written++)
            _writer.Write(frame.Span);

        return await FlushAsync();
    }

    private Task<bool> WriteAsync(ReadOnlyMemory<byte> frame)
    {
        _writer.Write(frame.Span);
        return FlushAsync();
    }

    private async Task<bool> FlushAsync()
    {
        listener.BeginWrite();
        var result = await _writer.FlushAsync(ended);
        listener.EndWrite();
        _lastWrite = _time.GetTimestamp();
        return !result.IsCompleted && !result.IsCanceled;
    }
}
