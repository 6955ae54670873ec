using Hal.Api.Domain.Notices;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Conversations;

/// <summary>Records that one side has read all messages (contract 4.7, 5).</summary>
public static class ConversationReads
{
    // Guarded by the version, so that a message that comes in between stays unread.
    private const string ByMembers = """
        with written as (
            update conversations set unread_by_members = 0, updated_at = greatest(updated_at, $3), version = version + 1
            where project_id = $1 and id = $2 and version = $4
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    // Members do not see this change, so the version stays.
    private const string ByVisitor = """
        with written as (update conversations set unread_by_visitor = 0 where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from written))
        """;

    /// <summary>Records that a member has read it.</summary>
    /// <param name="version">The version that was read.</param>
    public static void Member(SqlBatch batch, ProjectId project, Guid conversation, long version, DateTime now)
    {
        batch.Add(ByMembers, project.Value, conversation, now, version);
        StreamNotices.ConversationUpdated(batch, project, conversation, now);
    }

    /// <summary>Records that the visitor has read it.</summary>
    /// <param name="version">The version that was read.</param>
    public static void Visitor(SqlBatch batch, ProjectId project, Guid conversation, long version, DateTime now)
    {
        batch.Add(ByVisitor, project.Value, conversation, version);
        StreamNotices.ConversationUpdated(batch, project, conversation, now);
    }
}
