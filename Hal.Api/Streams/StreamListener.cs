using System.Threading.Channels;
using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Streams;

namespace Hal.Api.Streams;

/// <summary>One open stream, as what happens is handed to it: a bounded number of frames may wait for its reader.</summary>
internal sealed class StreamListener(ProjectId project, StreamAudience audience, int buffer, Action<StreamListener> close) : IDisposable
{
    private readonly Channel<ReadOnlyMemory<byte>> _frames = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(buffer) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    private readonly TaskCompletionSource<StreamPosition> _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cut = new();

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

    /// <summary>Hands a frame over. Never waits: a reader that is too slow is cut off, and comes back for what it missed.</summary>
    public void Offer(ReadOnlyMemory<byte> frame)
    {
        if (_frames.Writer.TryWrite(frame))
            return;

        if (_frames.Writer.TryComplete())
            _cut.CancelAsync();
    }

    public void Dispose()
    {
        close(this);
        _frames.Writer.TryComplete();
    }
}
