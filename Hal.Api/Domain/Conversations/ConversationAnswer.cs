using System.Text.Json.Serialization;
using Hal.Api.Platform.Mapping;
using Hal.Api.Platform.Values;
using Mapster;

namespace Hal.Api.Domain.Conversations;

/// <summary>A conversation as members and integrations see it (contract 5, 6).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="VisitorId">Hal's id of the visitor; null if it is gone.</param>
/// <param name="ContactId">The contact; null while the visitor is anonymous.</param>
/// <param name="Status">open, snoozed or resolved.</param>
/// <param name="SnoozedUntil">When a snoozed one opens again; null for others.</param>
/// <param name="AssigneeId">The member it is assigned to.</param>
/// <param name="LastMessage">The newest message, be it a note among members.</param>
/// <param name="UnreadCount">How many of the visitor's messages no member has read.</param>
/// <param name="MessageCount">How many messages there are, notes among members included.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="LastMessageAt">When the newest message came; the order recent sorts by it.</param>
/// <param name="Version">How many times the row was written; the ETag.</param>
public sealed record ConversationAnswer(
    Guid Id,
    Guid? VisitorId,
    Guid? ContactId,
    [property: SchemaEnum(ConversationStatus.Open, ConversationStatus.Snoozed, ConversationStatus.Resolved)] string Status,
    DateTime? SnoozedUntil,
    Guid? AssigneeId,
    MessageAnswer? LastMessage,
    int UnreadCount,
    long MessageCount,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    DateTime LastMessageAt,
    [property: JsonIgnore] long Version
)
{
    /// <summary>The conversation for a caller who may, or may not, see contacts. Who may not sees no visitor's name.</summary>
    /// <param name="seesContacts">Whether contacts may be seen.</param>
    public ConversationAnswer For(bool seesContacts) => this with { LastMessage = LastMessage?.For(seesContacts) };
}

/// <summary>A conversation as its visitor sees it (contract 4.7): nothing of how members work with it.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Status">open or resolved; writing opens it again.</param>
/// <param name="LastMessage">The newest message.</param>
/// <param name="UnreadCount">How many messages you have not read.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When the newest message came.</param>
public sealed record VisitorConversationAnswer(
    Guid Id,
    [property: SchemaEnum(ConversationStatus.Open, ConversationStatus.Resolved)] string Status,
    VisitorMessageAnswer? LastMessage,
    int UnreadCount,
    DateTime CreatedAt,
    DateTime UpdatedAt
);

/// <summary>The row of a conversation, read for an answer together with one of its messages.</summary>
public sealed record ConversationRow(
    Guid Id,
    Guid? VisitorId,
    Guid? ContactId,
    string Status,
    DateTime? SnoozedUntil,
    Guid? AssigneeId,
    int UnreadByMembers,
    int UnreadByVisitor,
    long MessageCount,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    DateTime LastMessageAt,
    long Version,
    Guid? MessageId,
    string? AuthorType,
    Guid? AuthorId,
    string? AuthorName,
    string? Content,
    bool? Internal,
    string? ClientMessageId,
    DateTime? SentAt
)
{
    private const string OfC = """
        c.id, c.visitor_id, c.contact_id, c.status, c.snoozed_until, c.assignee_id, c.unread_by_members, c.unread_by_visitor,
        c.message_count, c.created_at, c.updated_at, c.last_message_at, c.version
        """;

    private const string Sent = "m.content, m.internal, m.client_message_id, m.created_at as sent_at";

    /// <summary>
    /// The columns in the constructor's order, of a conversation called <c>c</c> and a message called <c>m</c>, for members and
    /// integrations.
    /// </summary>
    public const string Columns = $"""
        {OfC}, m.id as message_id, m.author_type, m.author_id, {MessageAuthor.NameOfM} as author_name,
        {Sent}
        """;

    /// <summary>The same for a visitor.</summary>
    public const string VisibleColumns = $"""
        {OfC}, m.id as message_id, m.author_type, m.author_id, {MessageAuthor.VisibleNameOfM} as author_name,
        {Sent}
        """;

    /// <summary>Adds the newest message, in the same statement.</summary>
    public const string WithLast = "left join messages m on m.project_id = c.project_id and m.id = c.last_message_id";

    /// <summary>Adds the newest message that is not a note.</summary>
    public const string WithLastVisible = "left join messages m on m.project_id = c.project_id and m.id = c.last_public_id";

    /// <summary>Reads whether project <c>$1</c> has the conversation <c>$2</c>.</summary>
    public const string Exists = "select exists (select from conversations where project_id = $1 and id = $2)";

    /// <summary>Reads the conversation <c>$2</c> of project <c>$1</c>.</summary>
    public const string ById = $"select {Columns} from conversations c {WithLast} where c.project_id = $1 and c.id = $2";

    /// <summary>The conversation as members see it.</summary>
    public ConversationAnswer ToAnswer() => RowMapping.Map<ConversationRow, ConversationAnswer>(this);

    /// <summary>The conversation as its visitor sees it; the row must be read with the columns for visitors.</summary>
    public VisitorConversationAnswer ToVisitor() => RowMapping.Map<ConversationRow, VisitorConversationAnswer>(this);

    private sealed class Mappings : IRegister
    {
        public void Register(TypeAdapterConfig config)
        {
            config
                .NewConfig<ConversationRow, MessageAuthor>()
                .Map(author => author.Type, row => row.AuthorType)
                .Map(author => author.Id, row => row.AuthorId)
                .Map(author => author.Name, row => row.AuthorName);
            config
                .NewConfig<ConversationRow, MessageAnswer>()
                .Map(message => message.Id, row => row.MessageId)
                .Map(message => message.ConversationId, row => row.Id)
                .Map(message => message.Author, row => row)
                .Map(message => message.CreatedAt, row => row.SentAt);
            config
                .NewConfig<ConversationRow, VisitorMessageAnswer>()
                .Map(message => message.Id, row => row.MessageId)
                .Map(message => message.ConversationId, row => row.Id)
                .Map(message => message.Author, row => row)
                .Map(message => message.CreatedAt, row => row.SentAt);
            config
                .NewConfig<ConversationRow, ConversationAnswer>()
                .Map(conversation => conversation.LastMessage, row => row.MessageId == null ? null : row)
                .Map(conversation => conversation.UnreadCount, row => row.UnreadByMembers);
            config
                .NewConfig<ConversationRow, VisitorConversationAnswer>()
                .Map(conversation => conversation.Status, row => ConversationStatus.ToVisitor(row.Status))
                .Map(conversation => conversation.LastMessage, row => row.MessageId == null ? null : row)
                .Map(conversation => conversation.UnreadCount, row => row.UnreadByVisitor)
                // A visitor does not see changes that only concern members.
                .Map(conversation => conversation.UpdatedAt, row => row.SentAt ?? row.CreatedAt);
        }
    }
}
