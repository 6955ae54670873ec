using Hal.Api.Domain.Names;
using Hal.Api.Domain.Notices;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Conversations;

/// <summary>
/// A message that is being sent. The write itself counts its position in the conversation's row. So senders never lose a race to each
/// other, and a reader who goes on after a message misses none that comes later.
/// </summary>
/// <param name="Id">Hal's id of the message.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Author">Who sends it.</param>
/// <param name="Content">Plain text.</param>
/// <param name="Internal">Whether it is a note among members.</param>
/// <param name="ClientMessageId">The sender's own id of it.</param>
/// <param name="Now">The present, in UTC.</param>
public sealed record NewMessage(
    Guid Id,
    Guid ConversationId,
    MessageAuthor Author,
    string Content,
    bool Internal,
    string? ClientMessageId,
    DateTime Now
)
{
    // The contact is compared too. If the visitor has become somebody else in between, nothing is written in that person's name.
    private const string Begin = """
        with begun as (
            insert into conversations (
                project_id, id, visitor_id, contact_id, message_count, last_message_id, last_public_id, last_message_at,
                unread_by_members, proven, created_at, updated_at)
            select $1, $2, v.id, v.contact_id, 1, $5, $5, $6, 1, $7, $6, $6
            from visitors v
            where v.project_id = $1 and v.id = $3 and v.contact_id is not distinct from $4
            for share of v
            returning 1)
        select assert_unchanged(exists (select from begun))
        """;

    private const string First = """
        insert into messages (
            project_id, id, conversation_id, position, author_type, author_id, content, internal, client_message_id, words, created_at)
        values ($1, $2, $3, 1, $4, $5, $6, false, $7, array_to_tsvector($8), $9)
        """;

    // A visitor's message opens a snoozed or resolved conversation.
    private const string OfVisitor = """
        with counted as (
            update conversations
            set message_count = message_count + 1, last_message_id = $3, last_public_id = $3,
                last_message_at = greatest(last_message_at, $8), status = 'open', snoozed_until = null,
                unread_by_members = unread_by_members + 1, proven = proven or $9,
                updated_at = greatest(updated_at, $8), version = version + 1
            where project_id = $1 and id = $2 and visitor_id = $4 and contact_id is not distinct from $10
            returning message_count
        ), sent as (
            insert into messages (
                project_id, id, conversation_id, position, author_type, author_id, content, internal, client_message_id, words,
                created_at)
            select $1, $3, $2, message_count, 'visitor', $4, $5, false, $6, array_to_tsvector($7), $8 from counted
            returning 1)
        select assert_unchanged(exists (select from sent))
        """;

    private const string OfOthers = """
        with counted as (
            update conversations
            set message_count = message_count + 1, last_message_id = $3, last_public_id = case when $9 then last_public_id else $3 end,
                last_message_at = greatest(last_message_at, $8), unread_by_visitor = unread_by_visitor + case when $9 then 0 else 1 end,
                updated_at = greatest(updated_at, $8), version = version + 1
            where project_id = $1 and id = $2
            returning message_count
        ), sent as (
            insert into messages (
                project_id, id, conversation_id, position, author_type, author_id, content, internal, client_message_id, words,
                created_at)
            select $1, $3, $2, message_count, $10, $4, $5, $9, $6, array_to_tsvector($7), $8 from counted
            returning 1)
        select assert_unchanged(exists (select from sent))
        """;

    /// <summary>The message as members see it.</summary>
    public MessageAnswer ToAnswer() => new(Id, ConversationId, Author, Content, Internal, ClientMessageId, Now);

    /// <summary>The message as its visitor sees it.</summary>
    public VisitorMessageAnswer ToVisitor() =>
        new(
            Id,
            ConversationId,
            Author with
            {
                Name = Author.Type == MessageAuthor.Member ? Author.Name : null,
            },
            Content,
            ClientMessageId,
            Now
        );

    /// <summary>Adds a conversation that begins with this message of its visitor.</summary>
    /// <param name="visitor">The visitor as this call leaves it.</param>
    /// <param name="proof">What the caller has proven.</param>
    public void Start(SqlBatch batch, ProjectId project, Visitor visitor, CallerProof proof)
    {
        batch
            .Add(Begin, project.Value, ConversationId, visitor.Id, visitor.ContactId, Id, Now, proof.SpeaksFor(visitor.ContactUserId))
            .Add(First, project.Value, Id, ConversationId, Author.Type, Author.Id, Content, ClientMessageId, SearchWords.Of(Content), Now);
        StreamNotices.Message(batch, project, ConversationId, Id, Now);
    }

    /// <summary>Adds the message of the conversation's visitor.</summary>
    /// <param name="proof">What the caller has proven.</param>
    public void SendAsVisitor(SqlBatch batch, ProjectId project, Visitor visitor, CallerProof proof)
    {
        batch.Add(
            OfVisitor,
            project.Value,
            ConversationId,
            Id,
            visitor.Id,
            Content,
            ClientMessageId,
            SearchWords.Of(Content),
            Now,
            proof.SpeaksFor(visitor.ContactUserId),
            visitor.ContactId
        );
        StreamNotices.Message(batch, project, ConversationId, Id, Now);
    }

    /// <summary>Adds the message of a member or an integration.</summary>
    public void Send(SqlBatch batch, ProjectId project)
    {
        batch.Add(
            OfOthers,
            project.Value,
            ConversationId,
            Id,
            Author.Id,
            Content,
            ClientMessageId,
            SearchWords.Of(Content),
            Now,
            Internal,
            Author.Type
        );
        StreamNotices.Message(batch, project, ConversationId, Id, Now);
    }
}
