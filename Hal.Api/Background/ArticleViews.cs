using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Npgsql;

namespace Hal.Api.Background;

/// <summary>Counts how often articles are read, beside the requests: a page never waits for it.</summary>
public sealed partial class ArticleViews(Lazy<NpgsqlDataSource> source, ILogger<ArticleViews> logger, TimeProvider time)
    : WriteBehind<(Guid Project, Guid Article, DateTime Day), long>(source, time)
{
    // Locks rows in a fixed order, so that two instances do not deadlock. An article that was deleted in the meantime has no row.
    private const string Sql = """
        insert into article_views as v (project_id, id, article_id, day, views)
        select n.project_id, uuid_v7(n.day), n.article_id, (n.day at time zone 'UTC')::date, n.views
        from unnest($1, $2, $3, $4) n (project_id, article_id, day, views)
        join articles a on a.project_id = n.project_id and a.id = n.article_id
        order by n.project_id, n.article_id, n.day
        on conflict on constraint article_views_day_uq do update set views = v.views + excluded.views
        """;

    /// <summary>Counts one reading.</summary>
    public void Note(ProjectId project, Guid article) => Note((project.Value, article, Time.UtcNow().Date), 1);

    /// <inheritdoc/>
    protected override long Join(long one, long other) => one + other;

    /// <inheritdoc/>
    protected override SqlBatch Statement(IReadOnlyDictionary<(Guid Project, Guid Article, DateTime Day), long> noted) =>
        new SqlBatch().Add(
            Sql,
            noted.Keys.Select(k => k.Project).ToArray(),
            noted.Keys.Select(k => k.Article).ToArray(),
            noted.Keys.Select(k => k.Day).ToArray(),
            noted.Values.ToArray()
        );

    /// <inheritdoc/>
    protected override void Complain(int count, string reason) => Log.NotWritten(logger, count, reason);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The views of {Count} articles could not be written, and that is tried again: {Reason}")]
        public static partial void NotWritten(ILogger logger, int count, string reason);
    }
}
