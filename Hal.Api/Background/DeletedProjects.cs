using Hal.Api.Platform.Data;
using Npgsql;

namespace Hal.Api.Background;

/// <summary>
/// Deletes the data of deleted projects in the background: a few thousand rows at a time, so that no transaction is long, and the
/// project's own row last. A deletion on this instance wakes it. It also checks every few minutes, since another instance may have
/// stopped halfway.
/// </summary>
public sealed partial class DeletedProjects(
    Lazy<NpgsqlDataSource> source,
    DatabaseLocation location,
    ILogger<DeletedProjects> logger,
    TimeProvider time
) : BackgroundService
{
    // Held for one transaction, so that several instances work on different projects. This lock does not conflict with the key share
    // lock of a write that began before the deletion, so such a write may end.
    private const string Claim = """
        select id from projects where deleted_at is not null order by deleted_at, id limit 1 for no key update skip locked
        """;

    // Deletes by primary key, so that no chunk scans the rows that earlier chunks deleted, whatever the statistics say.
    private const string Some = "where project_id = $1 order by id limit $2";
    private const string Events = $"delete from events where project_id = $1 and ctid = any(array(select ctid from events {Some}))";
    private const string StageChanges =
        $"delete from stage_changes where project_id = $1 and ctid = any(array(select ctid from stage_changes {Some}))";
    private const string DealChanges =
        $"delete from deal_changes where project_id = $1 and ctid = any(array(select ctid from deal_changes {Some}))";
    private const string ContactMerges =
        $"delete from contact_merges where project_id = $1 and ctid = any(array(select ctid from contact_merges {Some}))";
    private const string ContactCompanies =
        $"delete from contact_companies where project_id = $1 and ctid = any(array(select ctid from contact_companies {Some}))";
    private const string StreamEvents =
        $"delete from stream_events where project_id = $1 and ctid = any(array(select ctid from stream_events {Some}))";
    private const string Messages = $"delete from messages where project_id = $1 and ctid = any(array(select ctid from messages {Some}))";
    private const string Conversations =
        $"delete from conversations where project_id = $1 and ctid = any(array(select ctid from conversations {Some}))";
    private const string Visitors = $"delete from visitors where project_id = $1 and ctid = any(array(select ctid from visitors {Some}))";
    private const string Contacts = $"delete from contacts where project_id = $1 and ctid = any(array(select ctid from contacts {Some}))";
    private const string Companies =
        $"delete from companies where project_id = $1 and ctid = any(array(select ctid from companies {Some}))";
    private const string Stages = $"delete from stages where project_id = $1 and ctid = any(array(select ctid from stages {Some}))";
    private const string ArticleFeedback =
        $"delete from article_feedback where project_id = $1 and ctid = any(array(select ctid from article_feedback {Some}))";
    private const string ArticleViews =
        $"delete from article_views where project_id = $1 and ctid = any(array(select ctid from article_views {Some}))";
    private const string ArticleSlugs =
        $"delete from article_slugs where project_id = $1 and ctid = any(array(select ctid from article_slugs {Some}))";
    private const string ArticleWords =
        $"delete from article_words where project_id = $1 and ctid = any(array(select ctid from article_words {Some}))";
    private const string ArticleTranslations =
        $"delete from article_translations where project_id = $1 and ctid = any(array(select ctid from article_translations {Some}))";
    private const string Articles = $"delete from articles where project_id = $1 and ctid = any(array(select ctid from articles {Some}))";
    private const string ArticleGroups =
        $"delete from article_groups where project_id = $1 and ctid = any(array(select ctid from article_groups {Some}))";
    private const string KnowledgeVersions =
        $"delete from knowledge_versions where project_id = $1 and ctid = any(array(select ctid from knowledge_versions {Some}))";
    private const string ApiKeys = $"delete from api_keys where project_id = $1 and ctid = any(array(select ctid from api_keys {Some}))";

    private const string Itself = "delete from projects where id = $1";

    /// <summary>Every table of a project, each before those that its rows point at.</summary>
    internal static readonly IReadOnlyList<(string Table, string Sql)> Tables =
    [
        ("events", Events),
        ("stage_changes", StageChanges),
        ("deal_changes", DealChanges),
        ("contact_merges", ContactMerges),
        ("contact_companies", ContactCompanies),
        ("stream_events", StreamEvents),
        ("messages", Messages),
        ("conversations", Conversations),
        ("visitors", Visitors),
        ("contacts", Contacts),
        ("companies", Companies),
        ("stages", Stages),
        ("article_feedback", ArticleFeedback),
        ("article_views", ArticleViews),
        ("article_slugs", ArticleSlugs),
        ("article_words", ArticleWords),
        ("article_translations", ArticleTranslations),
        ("articles", Articles),
        ("article_groups", ArticleGroups),
        ("knowledge_versions", KnowledgeVersions),
        ("api_keys", ApiKeys),
    ];

    /// <summary>How many rows a transaction deletes at most, before the project's own.</summary>
    internal const int ChunkSize = 5_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private volatile TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says that a project was deleted just now.</summary>
    public void Wake() => _woken.TrySetResult();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Reset before the check, so that a deletion during the check wakes the service again.
            var woken = _woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var isDone = await TryClearAsync(stoppingToken);
            await woken
                .Task.WaitAsync(isDone ? Interval : RetryAfter, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryClearAsync(CancellationToken stopping)
    {
        if (!location.IsReady)
            return false;

        try
        {
            while (!stopping.IsCancellationRequested && await ClearSomeAsync())
            {
                // There may be more.
            }

            return true;
        }
        catch (NpgsqlException e)
        {
            // The database is away, or a write that had begun before the deletion interfered.
            Log.NotCleared(logger, e.Message);
            return false;
        }
    }

    private async Task<bool> ClearSomeAsync()
    {
        await using var connection = await source.Value.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await ClaimAsync(connection, transaction) is not { } project)
            return false;

        var left = ChunkSize;
        foreach (var (_, sql) in Tables)
        {
            left -= await DeleteAsync(connection, transaction, new SqlBatch().Add(sql, project, left));
            if (left == 0)
                break;
        }

        if (left > 0)
            await DeleteAsync(connection, transaction, new SqlBatch().Add(Itself, project));

        await transaction.CommitAsync();
        if (left > 0)
            Log.Cleared(logger, project);

        return true;
    }

    private static async Task<Guid?> ClaimAsync(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand(Claim, connection, transaction);
        return await command.ExecuteScalarAsync() as Guid?;
    }

    private static async Task<int> DeleteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, SqlBatch batch)
    {
        await using var command = new NpgsqlBatch(connection, transaction);
        batch.AppendTo(command);
        return await command.ExecuteNonQueryAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The rows of the deleted project {Project} are cleared away")]
        public static partial void Cleared(ILogger logger, Guid project);

        [LoggerMessage(LogLevel.Warning, "The rows of deleted projects could not be cleared away, and that is tried again: {Reason}")]
        public static partial void NotCleared(ILogger logger, string reason);
    }
}
