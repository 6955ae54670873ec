using Hal.Api.Platform.Mapping;
using Mapster;

namespace Hal.Api.Domain.Conversations;

/// <summary>A message as members and integrations see it (contract 5, 6).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Content">Plain text.</param>
/// <param name="Internal">Whether it is a note among members, which the visitor never sees.</param>
/// <param name="ClientMessageId">The sender's own id of it.</param>
/// <param name="CreatedAt">When it was sent.</param>
public sealed record MessageAnswer(
    Guid Id,
    Guid ConversationId,
    MessageAuthor Author,
    string Content,
    bool Internal,
    string? ClientMessageId,
    DateTime CreatedAt
)
{
    /// <summary>The message for a caller who may, or may not, see contacts. Who may not sees no visitor's name.</summary>
    /// <param name="seesContacts">Whether contacts may be seen.</param>
    public MessageAnswer For(bool seesContacts) =>
        seesContacts || Author.Type != MessageAuthor.Visitor ? this : this with { Author = Author with { Name = null } };
}

/// <summary>A message as the visitor sees it (contract 4.7).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Author">Who wrote it: of a member its name, and of all others none.</param>
/// <param name="Content">Plain text.</param>
/// <param name="ClientMessageId">The sender's own id of it.</param>
/// <param name="CreatedAt">When it was sent.</param>
public sealed record VisitorMessageAnswer(
    Guid Id,
    Guid ConversationId,
    MessageAuthor Author,
    string Content,
    string? ClientMessageId,
    DateTime CreatedAt
);

/// <summary>The row of a message, read for an answer. The position counts from 1 within the conversation.</summary>
public sealed record MessageRow(
    Guid Id,
    Guid ConversationId,
    long Position,
    string AuthorType,
    Guid AuthorId,
    string? AuthorName,
    string Content,
    bool Internal,
    string? ClientMessageId,
    DateTime CreatedAt
)
{
    private const string Tail = "m.content, m.internal, m.client_message_id, m.created_at";

    private const string Columns =
        $"m.id, m.conversation_id, m.position, m.author_type, m.author_id, {MessageAuthor.NameOfM} as author_name, {Tail}";

    private const string VisibleColumns =
        $"m.id, m.conversation_id, m.position, m.author_type, m.author_id, {MessageAuthor.VisibleNameOfM} as author_name, {Tail}";

    /// <summary>Reads the position of the message <c>$3</c> in the conversation <c>$2</c> of project <c>$1</c>.</summary>
    public const string PositionOf = "select position from messages where project_id = $1 and conversation_id = $2 and id = $3";

    /// <summary>
    /// Reads at most <c>$4</c> messages of the conversation <c>$2</c> of project <c>$1</c>, the newest first: those before the message
    /// <c>$3</c>, or the newest.
    /// </summary>
    public const string NewestFirst = $"""
        select {Columns}
        from messages m
        where m.project_id = $1 and m.conversation_id = $2
          and m.position < coalesce(
              (select b.position from messages b where b.project_id = $1 and b.conversation_id = $2 and b.id = $3), 9223372036854775807)
        order by m.position desc
        limit $4
        """;

    /// <summary>
    /// Reads the position of the message <c>$3</c> in the conversation <c>$2</c> of project <c>$1</c>, if a visitor can see it.
    /// </summary>
    public const string VisiblePositionOf =
        "select position from messages where project_id = $1 and conversation_id = $2 and id = $3 and not internal";

    /// <summary>
    /// Reads at most <c>$4</c> messages that a visitor can see in the conversation <c>$2</c> of project <c>$1</c>, the oldest first, after
    /// the message <c>$3</c> or from the beginning.
    /// </summary>
    public const string VisibleAfter = $"""
        select {VisibleColumns}
        from messages m
        where m.project_id = $1 and m.conversation_id = $2 and not m.internal
          and m.position > coalesce((select b.position from messages b where b.project_id = $1 and b.conversation_id = $2 and b.id = $3), 0)
        order by m.position
        limit $4
        """;

    /// <summary>Reads the message that the author <c>$2</c> of project <c>$1</c> has sent with the client_message_id <c>$3</c>.</summary>
    public const string ByClientId = $"""
        select {Columns} from messages m where m.project_id = $1 and m.author_id = $2 and m.client_message_id = $3
        """;

    /// <summary>
    /// Reads the message that the visitor called <c>$2</c> of project <c>$1</c> has sent with the client_message_id <c>$3</c>.
    /// </summary>
    public const string ByVisitorsClientId = $"""
        select {VisibleColumns}
        from visitors v
        join messages m on m.project_id = v.project_id and m.author_id = v.id
        where v.project_id = $1 and v.visitor_id = $2 and m.client_message_id = $3
        """;

    /// <summary>The message as members see it.</summary>
    public MessageAnswer ToAnswer() => RowMapping.Map<MessageRow, MessageAnswer>(this);

    /// <summary>The message as its visitor sees it; the row must be read with the columns for visitors.</summary>
    public VisitorMessageAnswer ToVisitor() => RowMapping.Map<MessageRow, VisitorMessageAnswer>(this);

    private sealed class Mappings : IRegister
    {
        public void Register(TypeAdapterConfig config)
        {
            config
                .NewConfig<MessageRow, MessageAuthor>()
                .Map(author => author.Type, row => row.AuthorType)
                .Map(author => author.Id, row => row.AuthorId)
                .Map(author => author.Name, row => row.AuthorName);
            config.NewConfig<MessageRow, MessageAnswer>().Map(message => message.Author, row => row);
            config.NewConfig<MessageRow, VisitorMessageAnswer>().Map(message => message.Author, row => row);
        }
    }
}
