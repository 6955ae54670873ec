using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Http;
using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>Counts how often articles are read, beside the requests: what was counted is written every two seconds and when the service stops. A page never waits for it.</summary>
public sealed partial class ArticleViews(Lazy<NpgsqlDataSource> source, ILogger<ArticleViews> logger, TimeProvider time) : BackgroundService
{
    // Rows in one order, so that two instances do not lock each other out; none for an article that is gone by now.
    private const string Sql = """
        insert into article_views as v (project_id, id, article_id, day, views)
        select n.project_id, uuid_v7(n.day), n.article_id, (n.day at time zone 'UTC')::date, n.views
        from unnest($1, $2, $3, $4) n (project_id, article_id, day, views)
        join articles a on a.project_id = n.project_id and a.id = n.article_id
        order by n.project_id, n.article_id, n.day
        on conflict on constraint article_views_day_uq do update set views = v.views + excluded.views
        """;

    private const int MaxNoted = 100_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Dictionary<(Guid Project, Guid Article, DateTime Day), long> _noted = [];

    /// <summary>Counts one reading.</summary>
    /// <param name="project">The project.</param>
    /// <param name="article">The article.</param>
    public void Note(ProjectId project, Guid article)
    {
        var key = (project.Value, article, time.UtcNow().Date);
        lock (_gate)
        {
            // While the database is away this must not grow without end.
            if (_noted.TryGetValue(key, out var views) || _noted.Count < MaxNoted)
                _noted[key] = views + 1;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            await FlushAsync();
        }
    }

    private async Task FlushAsync()
    {
        Dictionary<(Guid Project, Guid Article, DateTime Day), long> batch;
        lock (_gate)
            (batch, _noted) = (_noted, []);

        if (batch.Count == 0)
            return;

        try
        {
            await using var connection = await source.Value.OpenConnectionAsync();
            await using var command = new NpgsqlBatch(connection);
            new SqlBatch().Add(
                Sql, batch.Keys.Select(k => k.Project).ToArray(), batch.Keys.Select(k => k.Article).ToArray(), batch.Keys.Select(k => k.Day).ToArray(), batch.Values.ToArray())
                .AppendTo(command);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException e)
        {
            Log.NotWritten(logger, batch.Count, e.Message);
            lock (_gate)
            {
                foreach (var (key, views) in batch)
                    _noted[key] = _noted.GetValueOrDefault(key) + views;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The views of {Count} articles could not be written, and that is tried again: {Reason}")]
        public static partial void NotWritten(ILogger logger, int count, string reason);
    }
}
