using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Contacts;

/// <summary>
/// Deletes a contact and keeps what happened (contract 5): its visitors are anonymous again, and its events and conversations stay theirs.
/// </summary>
public static class ContactDeletion
{
    private const string ReleaseVisitors = """
        update visitors set contact_id = null, active_company_id = null, verified = false, version = version + 1 where project_id = $1
            and contact_id = $2
        """;

    // What is neither a visitor's nor a company's would be nobody's.
    private const string DeleteOwnEvents = """
        delete from events where project_id = $1 and contact_id = $2 and visitor_id is null and company_id is null
        """;

    private const string ReleaseEvents = "update events set contact_id = null where project_id = $1 and contact_id = $2";

    // If the visitor has become somebody else since, nobody owns the conversation now: the new person must not see it.
    private const string ReleaseConversations = """
        update conversations c
        set contact_id = null, version = c.version + 1,
            visitor_id = (select v.id from visitors v where v.project_id = $1 and v.id = c.visitor_id and v.contact_id = $2)
        where c.project_id = $1 and c.contact_id = $2
        """;

    private const string DeleteLinks = "delete from contact_companies where project_id = $1 and contact_id = $2";

    /// <summary>Adds the statements. The records of those that went up in the contact go with its row.</summary>
    /// <param name="contact">The contact as it was read.</param>
    public static void Delete(SqlBatch batch, ProjectId project, Contact contact)
    {
        batch
            .Add(ReleaseConversations, project.Value, contact.Id)
            .Add(ReleaseVisitors, project.Value, contact.Id)
            .Add(DeleteOwnEvents, project.Value, contact.Id)
            .Add(ReleaseEvents, project.Value, contact.Id)
            .Add(DeleteLinks, project.Value, contact.Id);
        ContactWrites.Delete(batch, project, contact);
    }
}
