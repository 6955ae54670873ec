using System.Text.Json;
using Hal.Api.Domain.Notices;
using Hal.Api.Domain.Streams;
using Hal.Api.Limits;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using Microsoft.Extensions.Options;

namespace Hal.Api.Streams;

/// <summary>
/// The streams that are open on this instance (contract 4.7, 5). A transaction notifies all instances, and each instance then reads
/// what is new in the projects that it has listeners for.
/// </summary>
public sealed partial class StreamHub(
    Notifications notifications,
    IServiceScopeFactory scopes,
    IOptions<StreamOptions> options,
    IOptions<LimitOptions> limits,
    ILogger<StreamHub> logger,
    TimeProvider time
) : BackgroundService
{
    private const string Listen = $"listen {StreamNotices.Channel}";
    private const int SecondsToComeBack = 30;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, StreamTopic> _topics = [];
    private readonly Dictionary<(bool IsMember, Guid Id), int> _open = [];
    private readonly TaskCompletionSource _isWanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hears = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once notifications are heard for the first time: until then, what is kept nowhere would be missed.</summary>
    internal Task Hears => _hears.Task;

    /// <summary>Opens a stream, which is to be disposed of; the problem if the listener has too many.</summary>
    internal Result<StreamListener> Open(StreamTicket ticket)
    {
        var listener = new StreamListener(ticket.Project, ticket.Audience, options.Value.Buffer, time, Close);
        var most = ticket.Audience.IsMember ? limits.Value.StreamsPerMember : limits.Value.StreamsPerVisitor;
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(KeyOf(ticket.Audience));
            if (open >= most)
                return new Problem(StreamProblems.TooMany, $"At most {most} streams may be open at a time; close one first.")
                {
                    RetryAfterSeconds = SecondsToComeBack,
                };

            _open[KeyOf(ticket.Audience)] = open + 1;
            if (!_topics.TryGetValue(ticket.Project.Value, out var topic))
                _topics[ticket.Project.Value] = topic = new StreamTopic(ticket.Project, scopes, logger, time);

            topic.Add(listener);
        }

        _isWanted.TrySetResult();
        return listener;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // An instance without streams needs no listening connection.
            await _isWanted.Task.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await notifications.ListenAsync(Listen, WakeAll, Hear, stoppingToken);
    }

    private static (bool IsMember, Guid Id) KeyOf(StreamAudience audience) => (audience.IsMember, audience.Id);

    private void Close(StreamListener listener)
    {
        lock (_gate)
        {
            if (--_open[KeyOf(listener.Audience)] == 0)
                _open.Remove(KeyOf(listener.Audience));

            if (_topics.TryGetValue(listener.Project.Value, out var topic) && topic.Remove(listener))
                _topics.Remove(listener.Project.Value);
        }
    }

    private void WakeAll()
    {
        _hears.TrySetResult();
        lock (_gate)
        {
            foreach (var topic in _topics.Values)
                topic.Wake();
        }
    }

    private void Hear(string payload)
    {
        StreamNotice? notice;
        try
        {
            notice = JsonSerializer.Deserialize<StreamNotice>(payload, HalJson.Options);
        }
        catch (JsonException)
        {
            // Anyone who can connect to the database can send a notification, so the payload is not trusted.
            Log.NotUnderstood(logger);
            return;
        }

        lock (_gate)
        {
            if (notice is null || !_topics.TryGetValue(notice.Project, out var topic))
                return;

            if (notice.Typing is { } typing)
                topic.Wake(typing);
            else
                topic.Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A notification on the streams' channel is none of the service's")]
        public static partial void NotUnderstood(ILogger logger);
    }
}
