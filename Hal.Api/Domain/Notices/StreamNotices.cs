using System.Text.Json;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Notices;

/// <summary>
/// Notifies listeners of what a write has changed (contract 4.7, 5): by a row that is kept for a day, so that a listener who reconnects
/// misses nothing, and by a notification that wakes every instance.
/// </summary>
public static class StreamNotices
{
    /// <summary>The channel of <c>listen</c> and <c>notify</c>.</summary>
    public const string Channel = "hal_stream";

    /// <summary>A message was sent.</summary>
    public const string MessageKind = "message";

    /// <summary>A conversation's status, assignment or read state changed.</summary>
    public const string ConversationUpdatedKind = "conversation_updated";

    /// <summary>A company changed.</summary>
    public const string CompanyUpdatedKind = "company_updated";

    /// <summary>
    /// The notification of <see cref="Notify"/> as an SQL expression, for a statement that notifies projects <c>p.project_id</c> itself.
    /// </summary>
    public const string NotifyP = $"pg_notify('{Channel}', json_build_object('project', p.project_id, 'typing', null)::text)";

    private const string Insert = """
        insert into stream_events (project_id, id, kind, conversation_id, message_id, company_id, at) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string Wake = $"select pg_notify('{Channel}', $1)";

    /// <summary>A message was sent.</summary>
    /// <param name="batch">Where the statements go: those of the write itself.</param>
    /// <param name="message">The message.</param>
    public static void Message(SqlBatch batch, ProjectId project, Guid conversation, Guid message, DateTime now) =>
        Add(batch, project, MessageKind, conversation, message, null, now);

    /// <summary>A conversation's status, assignment or read state changed.</summary>
    public static void ConversationUpdated(SqlBatch batch, ProjectId project, Guid conversation, DateTime now) =>
        Add(batch, project, ConversationUpdatedKind, conversation, null, null, now);

    /// <summary>A company changed.</summary>
    public static void CompanyUpdated(SqlBatch batch, ProjectId project, Guid company, DateTime now) =>
        Add(batch, project, CompanyUpdatedKind, null, null, company, now);

    /// <summary>Somebody is typing. This is sent to present listeners and not stored.</summary>
    /// <param name="authorType"><c>visitor</c> or <c>member</c>.</param>
    /// <param name="authorId">Hal's id of who is typing.</param>
    public static void Typing(SqlBatch batch, ProjectId project, Guid conversation, string authorType, Guid authorId)
    {
        batch.Add(
            Wake,
            JsonSerializer.Serialize(new StreamNotice(project.Value, new TypingNotice(conversation, authorType, authorId)), HalJson.Options)
        );
    }

    /// <summary>
    /// Wakes those who listen, for a statement that adds rows of <c>stream_events</c> itself. Several notices of one transaction arrive as
    /// one.
    /// </summary>
    public static void Notify(SqlBatch batch, ProjectId project)
    {
        batch.Add(Wake, JsonSerializer.Serialize(new StreamNotice(project.Value, null), HalJson.Options));
    }

    private static void Add(SqlBatch batch, ProjectId project, string kind, Guid? conversation, Guid? message, Guid? company, DateTime now)
    {
        batch.Add(Insert, project.Value, Ids.New(), kind, conversation, message, company, now);
        Notify(batch, project);
    }
}

/// <summary>What a notification carries: which project has news, to be read back from the rows, or that somebody is typing.</summary>
/// <param name="Project">The project.</param>
/// <param name="Typing">Who is typing; null where rows tell what happened.</param>
public sealed record StreamNotice(Guid Project, TypingNotice? Typing);

/// <summary>That somebody is typing.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="AuthorType"><c>visitor</c> or <c>member</c>.</param>
/// <param name="AuthorId">Hal's id of who is typing.</param>
public sealed record TypingNotice(Guid Conversation, string AuthorType, Guid AuthorId);
