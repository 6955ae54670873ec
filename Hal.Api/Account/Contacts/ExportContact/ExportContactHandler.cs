using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Mapping;
using Hal.Api.Platform.Values;
using Mapster;
using MediatR;

namespace Hal.Api.Account.Contacts.ExportContact;

public sealed class ExportContactHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<ExportContactQuery, Result<ExportContactResponse>>
{
    private const string Visitors = """
        select id, visitor_id, verified, name, phone, properties, active_company_id, first_seen_at, last_seen_at
        from visitors
        where project_id = $1 and contact_id = $2
        order by id
        """;

    private const string Companies = """
        select c.id, c.name, l.created_at as linked_at
        from contact_companies l
        join companies c on c.project_id = l.project_id and c.id = l.company_id
        where l.project_id = $1 and l.contact_id = $2
        order by l.id
        """;

    private const string EventColumns =
        "e.id, e.visitor_id, e.company_id, e.entity, e.name, e.value, e.event_key, e.metadata, e.source, e.occurred_at, e.created_at";

    // What a visitor did while it belonged to another contact stays with that contact.
    private const string Events = $"""
        select {EventColumns} from events e where e.project_id = $1 and e.contact_id = $2
        union all
        select {EventColumns}
        from visitors v
        join events e on e.project_id = v.project_id and e.visitor_id = v.id and e.contact_id is null
        where v.project_id = $1 and v.contact_id = $2
        order by occurred_at, id
        """;

    private const string OwnConversations = """
        select id from conversations where project_id = $1 and contact_id = $2
        union all
        select c.id
        from visitors v
        join conversations c on c.project_id = v.project_id and c.visitor_id = v.id and c.contact_id is null
        where v.project_id = $1 and v.contact_id = $2
        """;

    private const string Conversations = $"""
        select id, visitor_id, status, created_at, updated_at
        from conversations
        where project_id = $1 and id = any(array({OwnConversations}))
        order by id
        """;

    private const string Messages = $"""
        select conversation_id, id, author_type, author_id, content, internal, client_message_id, created_at
        from messages
        where project_id = $1 and conversation_id = any(array({OwnConversations}))
        order by conversation_id, position
        """;

    private const string Actors = "array(select 'visitor:' || v.id from visitors v where v.project_id = $1 and v.contact_id = $2)";

    private const string StageChanges = $"""
        select id, company_id, from_stage_id, from_name, to_stage_id, to_name, source, actor, changed_at
        from stage_changes
        where project_id = $1 and actor = any({Actors})
        order by id
        """;

    private const string DealChanges = $"""
        select id, company_id, from_value, to_value, source, actor, changed_at
        from deal_changes
        where project_id = $1 and actor = any({Actors})
        order by id
        """;

    // The search key only repeats other columns.
    private const string Merges = """
        select id, moved #- '{contact,search_key}' as moved, source, actor, merged_at
        from contact_merges
        where project_id = $1 and survivor_id = $2
        order by merged_at, id
        """;

    private const string Audit = """
        select id, source, actor, action, target, fields, request, at
        from audit_entries
        where account_id = $3
          and target = any(array(select $2 union all select id from contact_merges where project_id = $1 and survivor_id = $2))
        order by id
        """;

    public async Task<Result<ExportContactResponse>> Handle(ExportContactQuery request, CancellationToken cancellationToken)
    {
        var (project, id) = (call.ProjectId.Value, ResourceId.Of(request.Id));
        var read = new SqlRead();
        var contact = read.Contact(call.ProjectId, id);
        var visitors = read.List<ExportContactVisitor>(Visitors, project, id);
        var companies = read.List<ExportContactCompany>(Companies, project, id);
        var events = read.List<ExportContactEvent>(Events, project, id);
        var conversations = read.List<ConversationRow>(Conversations, project, id);
        var messages = read.List<MessageRow>(Messages, project, id);
        var stages = read.List<ExportContactStageChange>(StageChanges, project, id);
        var deals = read.List<ExportContactDealChange>(DealChanges, project, id);
        var merges = read.List<ExportContactMerge>(Merges, project, id);
        var audit = read.List<ExportContactAuditEntry>(Audit, project, id, call.Member.AccountId);
        // A person can have any number of events, and no other request may wait for them.
        await database.SearchAsync(read);
        var found = contact.Value;
        if (!found.Succeeded)
            return found.Problem;

        outcome.Wrote(id);
        return new ExportContactResponse(
            new ExportContactFile(
                found.Value,
                visitors.Value,
                companies.Value,
                events.Value,
                WithMessages(conversations.Value, messages.Value),
                stages.Value,
                deals.Value,
                merges.Value,
                audit.Value
            )
        );
    }

    private static IReadOnlyList<ExportContactConversation> WithMessages(
        IReadOnlyList<ConversationRow> conversations,
        IReadOnlyList<MessageRow> messages
    )
    {
        var written = messages.ToLookup(m => m.ConversationId, RowMapping.Map<MessageRow, ExportContactMessage>);
        return
        [
            .. conversations.Select(c => new ExportContactConversation(
                c.Id,
                c.VisitorId,
                c.Status,
                c.CreatedAt,
                c.UpdatedAt,
                [.. written[c.Id]]
            )),
        ];
    }

    private sealed class Mappings : IRegister
    {
        public void Register(TypeAdapterConfig config) => config.NewConfig<MessageRow, ExportContactMessage>();
    }

    private sealed record ConversationRow(Guid Id, Guid? VisitorId, string Status, DateTime CreatedAt, DateTime UpdatedAt);

    private sealed record MessageRow(
        Guid ConversationId,
        Guid Id,
        string AuthorType,
        Guid AuthorId,
        string Content,
        bool Internal,
        string? ClientMessageId,
        DateTime CreatedAt
    );
}
