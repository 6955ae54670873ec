using System.Globalization;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Notices;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Mapping;
using Mapster;

namespace Hal.Api.Domain.Streams;

/// <summary>Reads what happened in a project back from its rows, each event once and none left out.</summary>
public static class StreamRows
{
    private const int PageSize = 200;

    private const string Present = "select pg_current_snapshot()::text as upto";

    // One statement, since its snapshot has to be the one that it names. The first row is there even if there is nothing to tell.
    private const string Page = $"""
        select s.upto::text as upto, e.xact::text as xact, e.id, e.kind,
               m.id as message_id, m.author_type, m.author_id, m.content, m.internal, m.client_message_id, m.created_at as sent_at,
               {MessageAuthor.NameOfM} as author_name, {MessageAuthor.VisibleNameOfM} as visible_name,
               c.id as conversation_id, c.proven, c.adopted, c.status, c.snoozed_until, c.assignee_id, c.contact_id, c.visitor_id,
               c.unread_by_members, c.unread_by_visitor, c.updated_at as conversation_at,
               o.id as company_id, o.external_id, o.name as company_name, o.stage_id, o.deal_value, o.updated_at as company_at
        from (select coalesce($3::pg_snapshot, pg_current_snapshot()) as upto) s
        left join lateral (
            select x.project_id, x.xact, x.id, x.kind, x.conversation_id, x.message_id, x.company_id
            from stream_events x
            where x.project_id = $1 and x.xact >= pg_snapshot_xmin($2::pg_snapshot)
              and not pg_visible_in_snapshot(x.xact, $2::pg_snapshot)
              and pg_visible_in_snapshot(x.xact, s.upto) and (x.xact, x.id) > ($4::xid8, $5)
            order by x.xact, x.id
            limit $6) e on true
        left join conversations c on c.project_id = e.project_id and c.id = e.conversation_id
        left join messages m on m.project_id = e.project_id and m.id = e.message_id
        left join companies o on o.project_id = e.project_id and o.id = e.company_id
        order by e.xact, e.id
        """;

    private const string Typist = $"""
        select c.visitor_id, c.contact_id, c.proven, c.adopted, {MessageAuthor.NameOfM} as name,
            {MessageAuthor.VisibleNameOfM} as visible_name
        from conversations c
        cross join (select $1::uuid as project_id, $3::text as author_type, $4::uuid as author_id) m
        where c.project_id = $1 and c.id = $2
        """;

    /// <summary>The present position, where a new listener starts.</summary>
    public static async Task<StreamPosition> NowAsync(Database database, DateTime now)
    {
        return StreamPosition.After(now, StreamSnapshot.Of((await database.ReadOneAsync<PresentRow>(Present))!.Upto));
    }

    /// <summary>Reads on from a position: the rest of what it stands in or, between two readings, what has been committed since.</summary>
    /// <param name="from">The position.</param>
    /// <param name="upto">Where to stop; null for the present.</param>
    public static async Task<StreamPage> ReadAsync(
        Database database,
        ProjectId project,
        StreamPosition from,
        StreamSnapshot? upto,
        DateTime now
    )
    {
        var last = from.LastTransaction.ToString(CultureInfo.InvariantCulture);
        var rows = await database.ReadListAsync<Row>(
            Page,
            project.Value,
            from.Seen.Text,
            (from.Until ?? upto)?.Text,
            last,
            from.LastId,
            PageSize
        );
        var end = StreamSnapshot.Of(rows[0].Upto);
        var found = rows[0].Xact is null ? [] : rows;
        var after = found.Count < PageSize ? StreamPosition.After(now, end) : Within(rows[^1]);

        var events = new List<(StreamEvent, StreamPosition)>(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            // A row that was deleted meanwhile has no event.
            if (found[i].ToEvent() is { } happened)
                events.Add((happened, i == found.Count - 1 ? after : Within(found[i])));
        }

        return new StreamPage(events, after);

        StreamPosition Within(Row row) => new(now, from.Seen, end, ulong.Parse(row.Xact!, CultureInfo.InvariantCulture), row.Id!.Value);
    }

    /// <summary>The event that somebody is typing; null if the conversation does not exist.</summary>
    /// <param name="notice">Who types, and where.</param>
    public static async Task<StreamEvent?> ReadTypingAsync(Database database, ProjectId project, TypingNotice notice)
    {
        if (
            await database.ReadOneAsync<TypistRow>(Typist, project.Value, notice.Conversation, notice.AuthorType, notice.AuthorId)
            is not { } row
        )
            return null;

        var author = new MessageAuthor(notice.AuthorType, notice.AuthorId, row.Name);
        return new StreamEvent(
            new StreamTold("typing", new StreamTyping(notice.Conversation, author)),
            new StreamTold("typing", new StreamTyping(notice.Conversation, author with { Name = row.VisibleName })),
            new ConversationOwner(row.VisitorId, row.ContactId, row.Proven, row.Adopted),
            notice.AuthorId
        );
    }

    private sealed record PresentRow(string Upto);

    private sealed record TypistRow(Guid? VisitorId, Guid? ContactId, bool Proven, bool Adopted, string? Name, string? VisibleName);

    private sealed record Row(
        string Upto,
        string? Xact,
        Guid? Id,
        string? Kind,
        Guid? MessageId,
        string? AuthorType,
        Guid? AuthorId,
        string? Content,
        bool? Internal,
        string? ClientMessageId,
        DateTime? SentAt,
        string? AuthorName,
        string? VisibleName,
        Guid? ConversationId,
        bool? Proven,
        bool? Adopted,
        string? Status,
        DateTime? SnoozedUntil,
        Guid? AssigneeId,
        Guid? ContactId,
        Guid? VisitorId,
        int? UnreadByMembers,
        int? UnreadByVisitor,
        DateTime? ConversationAt,
        Guid? CompanyId,
        string? ExternalId,
        string? CompanyName,
        Guid? StageId,
        decimal? DealValue,
        DateTime? CompanyAt
    )
    {
        public StreamEvent? ToEvent() =>
            Kind switch
            {
                StreamNotices.MessageKind when MessageId is not null && ConversationId is not null => OfMessage(),
                StreamNotices.ConversationUpdatedKind when ConversationId is not null => new StreamEvent(
                    new StreamTold(Kind, new StreamConversationUpdated(ToConversation())),
                    new StreamTold(Kind, new StreamVisitorConversationUpdated(ToVisitorConversation())),
                    Owner,
                    null
                ),
                StreamNotices.CompanyUpdatedKind when CompanyId is not null => new StreamEvent(
                    new StreamTold(Kind, new StreamCompanyUpdated(RowMapping.Map<Row, StreamCompany>(this))),
                    null,
                    null,
                    null
                ),
                _ => null,
            };

        private ConversationOwner Owner => new(VisitorId, ContactId, Proven!.Value, Adopted!.Value);

        private StreamEvent OfMessage()
        {
            var message = RowMapping.Map<Row, MessageAnswer>(this);
            return new StreamEvent(
                new StreamTold("new_message", new StreamNewMessage(message, ToConversation())),
                message.Internal
                    ? null
                    : new StreamTold(
                        "message",
                        new StreamVisitorNewMessage(RowMapping.Map<Row, VisitorMessageAnswer>(this), ToVisitorConversation())
                    ),
                Owner,
                null
            );
        }

        private StreamConversation ToConversation() => RowMapping.Map<Row, StreamConversation>(this);

        private StreamVisitorConversation ToVisitorConversation() => RowMapping.Map<Row, StreamVisitorConversation>(this);
    }

    private sealed class Mappings : IRegister
    {
        public void Register(TypeAdapterConfig config)
        {
            config
                .NewConfig<Row, MessageAuthor>()
                .Map(author => author.Type, row => row.AuthorType)
                .Map(author => author.Id, row => row.AuthorId)
                .Map(author => author.Name, row => row.AuthorName);
            config.NewConfig<MessageAuthor, MessageAuthor>().MapWith(author => author);
            config
                .NewConfig<Row, MessageAnswer>()
                .Map(message => message.Id, row => row.MessageId)
                .Map(message => message.Author, row => row)
                .Map(message => message.CreatedAt, row => row.SentAt);
            config
                .NewConfig<Row, VisitorMessageAnswer>()
                .Map(message => message.Id, row => row.MessageId)
                .Map(message => message.Author, row => new MessageAuthor(row.AuthorType!, row.AuthorId!.Value, row.VisibleName))
                .Map(message => message.CreatedAt, row => row.SentAt);
            config
                .NewConfig<Row, StreamConversation>()
                .Map(conversation => conversation.Id, row => row.ConversationId)
                .Map(conversation => conversation.UnreadCount, row => row.UnreadByMembers)
                .Map(conversation => conversation.UpdatedAt, row => row.ConversationAt);
            config
                .NewConfig<Row, StreamVisitorConversation>()
                .Map(conversation => conversation.Id, row => row.ConversationId)
                .Map(conversation => conversation.Status, row => ConversationStatus.ToVisitor(row.Status!))
                .Map(conversation => conversation.UnreadCount, row => row.UnreadByVisitor);
            config
                .NewConfig<Row, StreamCompany>()
                .Map(company => company.Id, row => row.CompanyId)
                .Map(company => company.Name, row => row.CompanyName)
                .Map(company => company.UpdatedAt, row => row.CompanyAt);
        }
    }
}

/// <summary>What was read from a project's rows at once.</summary>
/// <param name="Events">What happened, in order, each with the position after it.</param>
/// <param name="After">The position after all of it.</param>
public sealed record StreamPage(IReadOnlyList<(StreamEvent Event, StreamPosition After)> Events, StreamPosition After);
