using Hal.Api.Domain.Names;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Contacts;

/// <summary>Writes contacts and what hangs on them.</summary>
public static class ContactWrites
{
    private const string Insert = """
        insert into contacts (project_id, id, email, user_id, name, phone, notes, tags, metadata, verified, search_key, created_at,
            updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
        """;

    private const string Update = """
        with written as (
            update contacts
            set email = $3, user_id = $4, name = $5, phone = $6, notes = $7, tags = $8, metadata = $9, verified = $10, search_key = $11,
                updated_at = $12,
                version = version + 1
            where project_id = $1 and id = $2 and version = $13
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    private const string InsertLink = """
        insert into contact_companies (project_id, id, contact_id, company_id, created_at)
        values ($1, $2, $3, $4, $5)
        on conflict on constraint contact_companies_link_uq do nothing
        """;

    private const string LockLinkSql = """
        with held as (select 1 from contact_companies where project_id = $1 and contact_id = $2 and company_id = $3 for key share)
        select assert_unchanged(exists (select from held))
        """;

    private const string DeleteLink = "delete from contact_companies where project_id = $1 and contact_id = $2 and company_id = $3";

    // Runs after the link is deleted: a call that held the link has committed its active company by then.
    private const string ClearActive = """
        update visitors set active_company_id = null, version = version + 1 where project_id = $1 and contact_id = $2
            and active_company_id = $3
        """;

    private const string DeleteContact = """
        with gone as (delete from contacts where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    private const string MoveAnonymousEvents = """
        update events set contact_id = $3 where project_id = $1 and visitor_id = $2 and contact_id is null
        """;

    private const string MoveAnonymousConversations = """
        update conversations set contact_id = $3, adopted = adopted or not $4, version = version + 1 where project_id = $1
            and visitor_id = $2 and contact_id is null
        """;

    private const string RestrictSql = """
        update conversations set adopted = true, version = version + 1
        where project_id = $1 and contact_id = $2 and not adopted and visitor_id is distinct from $3
        """;

    /// <summary>Inserts a contact, or updates it if it is still at the version that was read. An update without a difference is a claim: it
    /// makes sure that
    /// nobody else has changed the contact, or what hangs on it, since it was read.</summary>
    /// <param name="before">The contact as it was read; null if it is new.</param>
    /// <param name="after">The contact after the change.</param>
    public static void Save(SqlBatch batch, ProjectId project, Contact? before, Contact after, DateTime now)
    {
        var key = SearchKey.Of(after.Name, after.Email, after.Phone, after.UserId);
        if (before is null)
            batch.Add(
                Insert,
                project.Value,
                after.Id,
                after.Email,
                after.UserId,
                after.Name,
                after.Phone,
                after.Notes,
                after.Tags,
                after.Metadata,
                after.Verified,
                key,
                now
            );
        else
            batch.Add(
                Update,
                project.Value,
                after.Id,
                after.Email,
                after.UserId,
                after.Name,
                after.Phone,
                after.Notes,
                after.Tags,
                after.Metadata,
                after.Verified,
                key,
                now,
                before.Version
            );
    }

    /// <summary>Links a contact to a company; a link that is there already stays.</summary>
    public static void Link(SqlBatch batch, ProjectId project, Guid contact, Guid company, DateTime now)
    {
        batch.Add(InsertLink, project.Value, Ids.New(), contact, company, now);
    }

    /// <summary>Makes sure that a link is still there, and that it stays until what is written with it is.</summary>
    public static void LockLink(SqlBatch batch, ProjectId project, Guid contact, Guid company)
    {
        batch.Add(LockLinkSql, project.Value, contact, company);
    }

    /// <summary>Takes a contact out of a company; none of its visitors acts on that company any longer.</summary>
    public static void Unlink(SqlBatch batch, ProjectId project, Guid contact, Guid company)
    {
        batch.Add(DeleteLink, project.Value, contact, company).Add(ClearActive, project.Value, contact, company);
    }

    /// <summary>Deletes a contact if it is still at the version that was read. What refers to it has to be gone by then.</summary>
    /// <param name="contact">The contact as it was read.</param>
    public static void Delete(SqlBatch batch, ProjectId project, Contact contact)
    {
        batch.Add(DeleteContact, project.Value, contact.Id, contact.Version);
    }

    /// <summary>
    /// Restricts a contact's conversations to the visitors that wrote them, when the contact gets a user id or is merged into another
    /// contact. A <c>user_hash</c> proves who the user is; it does not prove that the user wrote the earlier messages (contract 4.7).
    /// </summary>
    /// <param name="contact">The id that the contact had before the change.</param>
    /// <param name="held">The visitor that the caller has proved to be; its conversations are not restricted. Null for none.</param>
    public static void RestrictConversations(SqlBatch batch, ProjectId project, Guid contact, Guid? held)
    {
        batch.Add(RestrictSql, project.Value, contact, held);
    }

    /// <summary>Gives the events and conversations of a visitor's anonymous time to the contact it turned out to be.</summary>
    /// <param name="visitor">Hal's id of the visitor.</param>
    /// <param name="isHeld">Whether it was shown that the caller is that visitor. A proof of being the contact alone does not open what was
    /// written before (contract 4.7).</param>
    public static void MoveAnonymousHistory(SqlBatch batch, ProjectId project, Guid visitor, Guid contact, bool isHeld)
    {
        batch
            .Add(MoveAnonymousEvents, project.Value, visitor, contact)
            .Add(MoveAnonymousConversations, project.Value, visitor, contact, isHeld);
    }
}
