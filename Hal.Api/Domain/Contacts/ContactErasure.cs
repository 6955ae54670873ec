using Hal.Api.Domain.History;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Contacts;

/// <summary>A company that goes with the contact, since it was only made for it and may be named after it.</summary>
/// <param name="Id">The company.</param>
/// <param name="Version">The company's version.</param>
public sealed record ErasedPlaceholder(Guid Id, long Version);

/// <summary>
/// Takes everything out of Hal that is held on a person (contract 5). Whoever adds a table or column that can hold something of a person
/// adds it here and to the export; a test walks the catalogue and insists.
/// </summary>
/// <param name="VisitorIds">Its visitors.</param>
/// <param name="MergedIds">The contacts that went up in it.</param>
/// <param name="ConversationIds">Its conversations, and those of its visitors that are nobody else's.</param>
/// <param name="Placeholders">The placeholders that nobody else belongs to.</param>
public sealed record ContactErasure(
    Guid[] VisitorIds,
    Guid[] MergedIds,
    Guid[] ConversationIds,
    IReadOnlyList<ErasedPlaceholder> Placeholders
)
{
    private const string Visitors = "select id from visitors where project_id = $1 and contact_id = $2";

    private const string Merged = "select id from contact_merges where project_id = $1 and survivor_id = $2";

    private const string Conversations = """
        select id from conversations where project_id = $1 and contact_id = $2
        union all
        select c.id
        from visitors v
        join conversations c on c.project_id = v.project_id and c.visitor_id = v.id and c.contact_id is null
        where v.project_id = $1 and v.contact_id = $2
        """;

    private const string OwnPlaceholders = """
        select c.id, c.version
        from contact_companies l
        join companies c on c.project_id = l.project_id and c.id = l.company_id
        where l.project_id = $1 and l.contact_id = $2 and c.placeholder
          and not exists (select from contact_companies o where o.project_id = $1 and o.company_id = c.id and o.contact_id <> $2)
        """;

    private const string DeleteEvents = "delete from events where project_id = $1 and contact_id = $2";

    private const string DeleteVisitorEvents = "delete from events where project_id = $1 and visitor_id = any($2) and contact_id is null";

    // On a shared device: what is left is another person's, and stays that person's.
    private const string ReleaseEvents =
        "update events set visitor_id = null where project_id = $1 and visitor_id = any($2) and contact_id is not null";

    private const string DropMessageAnswers = """
        delete from idempotency_keys
        where target = any(array(select m.id from messages m where m.project_id = $1 and m.conversation_id = any($2)))
        """;

    private const string ScrubMessageAudit = """
        update audit_entries set target = null
        where account_id = $3 and target = any(array(select m.id from messages m where m.project_id = $1 and m.conversation_id = any($2)))
        """;

    // Their messages go with them.
    private const string DeleteConversations = "delete from conversations where project_id = $1 and id = any($2)";

    private const string ScrubMessages = """
        update messages m set author_id = $3, client_message_id = null
        from conversations c
        where c.project_id = $1 and c.visitor_id = any($2) and m.project_id = $1 and m.conversation_id = c.id
            and m.author_type = 'visitor' and m.author_id = any($2)
        """;

    private const string ReleaseConversations = """
        update conversations set visitor_id = null, version = version + 1 where project_id = $1 and visitor_id = any($2)
            and contact_id is not null
        """;

    private const string DeleteLinks = "delete from contact_companies where project_id = $1 and contact_id = $2";

    private const string DeleteCompanyEvents = """
        delete from events where project_id = $1 and company_id = $2 and contact_id is null and visitor_id is null
        """;

    // Of somebody who belonged to the placeholder before.
    private const string ReleaseCompanyEvents = "update events set company_id = null where project_id = $1 and company_id = $2";

    private const string ClearActive = """
        update visitors set active_company_id = null, version = version + 1 where project_id = $1 and active_company_id = $2
        """;

    // Its history of stages and deals goes with it.
    private const string DeleteCompany = """
        with gone as (delete from companies where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    // As many as were read are the same ones: none comes to a contact without its version moving.
    private const string DeleteVisitors = """
        with gone as (delete from visitors where project_id = $1 and contact_id = $2 returning 1)
        select assert_unchanged((select count(*) from gone) = $3)
        """;

    private const string ScrubStageChanges = "update stage_changes set actor = $3 where project_id = $1 and actor = any($2)";

    private const string ScrubDealChanges = "update deal_changes set actor = $3 where project_id = $1 and actor = any($2)";

    private const string ScrubMerges = "update contact_merges set actor = $3 where project_id = $1 and actor = any($2)";

    // A visitor that came along with another contact once, and became this one later.
    private const string ScrubMoved = """
        update contact_merges set moved = jsonb_set(moved, '{visitor_ids}', (moved -> 'visitor_ids') - $2)
        where project_id = $1 and moved -> 'visitor_ids' ?| $2
        """;

    private const string DropAnswers = "delete from idempotency_keys where target = any($1)";

    private const string ScrubAudit = "update audit_entries set target = null where account_id = $1 and target = any($2)";

    private const string ErasedActor = "visitor:erased";

    /// <summary>Adds the statements that read what has to go.</summary>
    /// <param name="contact">The contact's id.</param>
    public static Fetched<ContactErasure> Read(SqlRead read, ProjectId project, Guid contact)
    {
        var visitors = read.List<Guid>(Visitors, project.Value, contact);
        var merged = read.List<Guid>(Merged, project.Value, contact);
        var conversations = read.List<Guid>(Conversations, project.Value, contact);
        var placeholders = read.List<ErasedPlaceholder>(OwnPlaceholders, project.Value, contact);
        return new(() => new ContactErasure([.. visitors.Value], [.. merged.Value], [.. conversations.Value], placeholders.Value));
    }

    /// <summary>Adds the statements.</summary>
    /// <param name="account">The workspace, whose audit says what was done and no longer to whom.</param>
    /// <param name="contact">The contact as it was read.</param>
    public void Write(SqlBatch batch, Guid account, ProjectId project, Contact contact)
    {
        batch
            .Add(DeleteEvents, project.Value, contact.Id)
            .Add(DeleteVisitorEvents, project.Value, VisitorIds)
            .Add(ReleaseEvents, project.Value, VisitorIds)
            .Add(DropMessageAnswers, project.Value, ConversationIds)
            .Add(ScrubMessageAudit, project.Value, ConversationIds, account)
            .Add(DeleteConversations, project.Value, ConversationIds)
            .Add(ScrubMessages, project.Value, VisitorIds, Guid.Empty)
            .Add(ReleaseConversations, project.Value, VisitorIds)
            .Add(DeleteLinks, project.Value, contact.Id)
            .Add(DeleteVisitors, project.Value, contact.Id, (long)VisitorIds.Length);
        foreach (var placeholder in Placeholders)
        {
            batch
                .Add(DeleteCompanyEvents, project.Value, placeholder.Id)
                .Add(ReleaseCompanyEvents, project.Value, placeholder.Id)
                .Add(ClearActive, project.Value, placeholder.Id)
                .Add(DeleteCompany, project.Value, placeholder.Id, placeholder.Version);
        }

        ContactWrites.Delete(batch, project, contact);
        if (VisitorIds.Length > 0)
            ScrubVisitors(batch, project);

        Guid[] targets = [contact.Id, .. MergedIds, .. ConversationIds, .. Placeholders.Select(p => p.Id)];
        batch.Add(DropAnswers, targets).Add(ScrubAudit, account, targets);
    }

    private void ScrubVisitors(SqlBatch batch, ProjectId project)
    {
        string[] actors = [.. VisitorIds.Select(ChangeOrigin.VisitorActor)];
        batch
            .Add(ScrubStageChanges, project.Value, actors, ErasedActor)
            .Add(ScrubDealChanges, project.Value, actors, ErasedActor)
            .Add(ScrubMerges, project.Value, actors, ErasedActor)
            .Add(ScrubMoved, project.Value, VisitorIds.Select(id => id.ToString()).ToArray());
    }
}
