using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Visitors;

/// <summary>Writes visitors.</summary>
public static class VisitorWrites
{
    private const string Insert = """
        insert into visitors (project_id, id, visitor_id, contact_id, active_company_id, verified, name, phone, properties,
            first_seen_at, last_seen_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
        """;

    private const string Update = """
        with written as (
            update visitors
            set contact_id = $3, active_company_id = $4, verified = $5, name = $6, phone = $7, properties = $8,
                last_seen_at = greatest(last_seen_at, $9), version = version + 1
            where project_id = $1 and id = $2 and version = $10
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    private const string VerifyContact = """
        update contacts set verified = true, updated_at = $3, version = version + 1 where project_id = $1 and id = $2 and not verified
        """;

    /// <summary>
    /// Inserts a visitor, or updates it if it has changed and is still at the version that was read. If its contact is verified by the
    /// call, that is kept too.
    /// </summary>
    /// <param name="visitorId">The caller's own id.</param>
    /// <param name="before">The visitor as it was read; null if it is new.</param>
    /// <param name="after">The visitor after the change.</param>
    public static void Save(SqlBatch batch, ProjectId project, string visitorId, Visitor? before, Visitor after, DateTime now)
    {
        if (after is { ContactVerified: true, ContactId: { } contact } && before is { ContactVerified: false })
            batch.Add(VerifyContact, project.Value, contact, now);

        if (before is null)
            batch.Add(
                Insert,
                project.Value,
                after.Id,
                visitorId,
                after.ContactId,
                after.ActiveCompanyId,
                after.Verified,
                after.Name,
                after.Phone,
                after.Properties,
                now
            );
        else if (before != after)
            batch.Add(
                Update,
                project.Value,
                after.Id,
                after.ContactId,
                after.ActiveCompanyId,
                after.Verified,
                after.Name,
                after.Phone,
                after.Properties,
                now,
                before.Version
            );
    }
}
