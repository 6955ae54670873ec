using System.Threading.Channels;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Streams;

namespace Hal.Api.Streams;

/// <summary>
/// The receiving end of one open stream. A reader with <paramref name="buffer"/> or more frames waiting is behind.
/// </summary>
internal sealed class StreamListener(
    ProjectId project,
    StreamAudience audience,
    int buffer,
    TimeProvider time,
    Action<StreamListener> close
) : IDisposable
{
    // The topic keeps the bound: it offers each reading as a whole, and only to listeners that are not behind.
    private readonly Channel<ReadOnlyMemory<byte>> _frames = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();

    private readonly TaskCompletionSource<StreamPosition> _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cut = new();
    private long _heldUpSince;
    private volatile bool _isOver;

    public ProjectId Project => project;

    public StreamAudience Audience => audience;

    /// <summary>The position from which on every event of the project is handed over.</summary>
    public Task<StreamPosition> Joined => _joined.Task;

    /// <summary>What waits to be written.</summary>
    public ChannelReader<ReadOnlyMemory<byte>> Frames => _frames.Reader;

    /// <summary>Cancelled when the reader was too slow.</summary>
    public CancellationToken Cut => _cut.Token;

    public void Join(StreamPosition position) => _joined.TrySetResult(position);

    public void Fail(Exception exception) => _joined.TrySetException(exception);

    /// <summary>Whether as many frames wait for the reader as may.</summary>
    public bool IsBehind => !_isOver && _frames.Reader.Count >= buffer;

    /// <summary>Whether the reader has not taken what was written last.</summary>
    public bool IsHeldUp => Volatile.Read(ref _heldUpSince) != 0;

    /// <summary>Whether the reader has not taken what was written last for that long.</summary>
    public bool IsHeldUpFor(TimeSpan length) =>
        Volatile.Read(ref _heldUpSince) is not 0 and var since && time.GetElapsedTime(since) >= length;

    /// <summary>Something is on its way to the reader.</summary>
    public void BeginWrite() => Volatile.Write(ref _heldUpSince, Math.Max(1, time.GetTimestamp()));

    /// <summary>The reader has taken it.</summary>
    public void EndWrite() => Volatile.Write(ref _heldUpSince, 0);

    /// <summary>Hands a frame over.</summary>
    public void Offer(ReadOnlyMemory<byte> frame) => _frames.Writer.TryWrite(frame);

    /// <summary>Ends the stream of a reader that is too slow. It comes back for what it missed.</summary>
    public void CutOff()
    {
        _isOver = true;
        if (_frames.Writer.TryComplete())
            _cut.CancelAsync();
    }

    public void Dispose()
    {
        _isOver = true;
        close(this);
        _frames.Writer.TryComplete();
    }
}
