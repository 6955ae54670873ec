using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Contacts;

/// <summary>
/// Deletes a contact (contract 5, 6): its visitors are anonymous again, its links to companies go, and of its events those stay that a visitor or company still has. What was merged into it
/// is forgotten with it.
/// </summary>
public static class ContactDelete
{
    private const string FreeVisitors = """
        update visitors
        set contact_id = null, active_company_id = null, verified = false, version = version + 1
        where project_id = $1 and contact_id = $2
        """;

    private const string DropLinks = """
        delete from contact_companies where project_id = $1 and contact_id = $2
        """;

    private const string FreeEvents = """
        update events set contact_id = null where project_id = $1 and contact_id = $2 and coalesce(visitor_id, company_id) is not null
        """;

    private const string DropEvents = """
        delete from events where project_id = $1 and contact_id = $2
        """;

    private const string Delete = """
        with gone as (delete from contacts where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    /// <summary>Adds the statements to a batch.</summary>
    /// <param name="batch">Where the statements go.</param>
    /// <param name="project">The project.</param>
    /// <param name="id">The contact's id.</param>
    /// <param name="version">The contact's version as it was read.</param>
    public static void Add(SqlBatch batch, ProjectId project, Guid id, long version)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Add(FreeVisitors, project.Value, id)
            .Add(DropLinks, project.Value, id)
            .Add(FreeEvents, project.Value, id)
            .Add(DropEvents, project.Value, id)
            .Add(Delete, project.Value, id, version);
    }
}
