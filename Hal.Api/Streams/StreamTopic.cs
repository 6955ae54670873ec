using Hal.Api.Domain.Notices;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Streams;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Streams;

/// <summary>
/// A project with listeners on this instance. New events are read once for all listeners, one reading at a time. Notifications that
/// arrive during a reading lead to exactly one more.
/// </summary>
internal sealed partial class StreamTopic(ProjectId project, IServiceScopeFactory scopes, ILogger logger, TimeProvider time)
{
    private const int MaxTyping = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    // The longest wait for listeners that are behind. A listener that has read nothing for that long is not waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly List<StreamListener> _joining = [];
    private readonly List<StreamListener> _joined = [];
    private readonly HashSet<TypingNotice> _typing = [];
    private StreamPosition? _position;
    private bool _isRunning;
    private bool _isStale;

    public void Add(StreamListener listener)
    {
        lock (_gate)
            _joining.Add(listener);

        Wake();
    }

    /// <summary>Lets a listener go; whether it was the last.</summary>
    public bool Remove(StreamListener listener)
    {
        lock (_gate)
        {
            _joining.Remove(listener);
            _joined.Remove(listener);
            return IsDeserted;
        }
    }

    /// <summary>Something may have happened.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isStale = true;
            Run();
        }
    }

    /// <summary>Somebody is typing.</summary>
    public void Wake(TypingNotice notice)
    {
        lock (_gate)
        {
            // May be dropped: it is sent again soon.
            if (_typing.Count < MaxTyping)
                _typing.Add(notice);

            Run();
        }
    }

    private bool IsDeserted => _joining.Count == 0 && _joined.Count == 0;

    private void Run()
    {
        if (_isRunning || IsDeserted)
            return;

        _isRunning = true;
        // The reading serves all listeners: it must not log or trace as the request that happened to start it.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            bool isStale;
            List<StreamListener> joining;
            List<TypingNotice> typing;
            lock (_gate)
            {
                if (IsDeserted || (!_isStale && _typing.Count == 0))
                {
                    _isRunning = false;
                    return;
                }

                (isStale, _isStale) = (_isStale, false);
                joining = [.. _joining];
                typing = [.. _typing];
                _typing.Clear();
            }

            if (await TryAsync(isStale, joining, typing))
                continue;

            lock (_gate)
                _isStale = true;

            await Task.Delay(Pause, time);
        }
    }

    private async Task<bool> TryAsync(bool isStale, List<StreamListener> joining, List<TypingNotice> typing)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<Database>();
            if (isStale)
                await ReadOnAsync(database, joining);

            foreach (var notice in typing)
            {
                if (await StreamRows.ReadTypingAsync(database, project, notice) is { } happened)
                    await TellAsync([(happened, null)]);
            }

            return true;
        }
        catch (Exception e)
        {
            // The position stays, so nothing is lost: the listeners get these events once the database is back.
            Log.NotRead(logger, project, e.Message);
            lock (_gate)
                joining.ForEach(listener => _joining.Remove(listener));

            joining.ForEach(listener => listener.Fail(e));
            return false;
        }
    }

    private async Task ReadOnAsync(Database database, List<StreamListener> joining)
    {
        if (_position is null)
        {
            _position = await StreamRows.NowAsync(database, time.UtcNow());
        }
        else
        {
            do
            {
                var page = await StreamRows.ReadAsync(database, project, _position, null, time.UtcNow());
                await TellAsync([.. page.Events.Select(e => (e.Event, (StreamPosition?)e.After))]);
                _position = page.After;
            } while (_position.Until is not null);
        }

        // Listeners that arrived during this reading join with the next one, unless they have left.
        lock (_gate)
            _joined.AddRange(joining.Where(_joining.Remove));

        joining.ForEach(listener => listener.Join(_position));
    }

    private async Task TellAsync(IReadOnlyList<(StreamEvent Event, StreamPosition? After)> events)
    {
        StreamListener[] listeners;
        lock (_gate)
            listeners = [.. _joined];

        await MakeRoomAsync([.. listeners.Where(l => l.IsBehind && events.Any(e => e.Event.For(l.Audience) is not null))]);
        foreach (var (happened, after) in events)
        {
            ReadOnlyMemory<byte>? forMembers = null;
            ReadOnlyMemory<byte>? forVisitor = null;
            foreach (var listener in listeners)
            {
                if (happened.For(listener.Audience) is not { } told)
                    continue;

                // All listeners of one audience get the same bytes.
                listener.Offer(
                    listener.Audience.IsMember ? forMembers ??= StreamFrame.Of(told, after) : forVisitor ??= StreamFrame.Of(told, after)
                );
            }
        }
    }

    // A burst puts even a quick reader behind for a moment. Only a reader that stays behind is too slow.
    private async Task MakeRoomAsync(List<StreamListener> behind)
    {
        for (
            var began = time.GetTimestamp();
            behind.Exists(l => l.IsBehind && !l.IsHeldUpFor(Patience)) && time.GetElapsedTime(began) < Patience;

        )
            await Task.Delay(Glance, time);

        behind.Where(l => l.IsBehind).ToList().ForEach(l => l.CutOff());
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "What happened in project {Project} could not be read for its streams, and is tried again: {Reason}"
        )]
        public static partial void NotRead(ILogger logger, ProjectId project, string reason);
    }
}
