using Hal.Api.Domain.Notices;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Conversations;

/// <summary>Says that one side has read all there is (contract 4.7, 5).</summary>
public static class ConversationReads
{
    // Decided on a version, so that what comes meanwhile is read by somebody first.
    private const string ByMembers = """
        with written as (
            update conversations set unread_by_members = 0, updated_at = greatest(updated_at, $3), version = version + 1
            where project_id = $1 and id = $2 and version = $4
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    // What members see of the conversation does not change by it, and so neither does its version.
    private const string ByVisitor = """
        with written as (update conversations set unread_by_visitor = 0 where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from written))
        """;

    /// <summary>A member has read it.</summary>
    /// <param name="version">The version that was read.</param>
    public static void Member(SqlBatch batch, ProjectId project, Guid conversation, long version, DateTime now)
    {
        batch.Add(ByMembers, project.Value, conversation, now, version);
        StreamNotices.ConversationUpdated(batch, project, conversation, now);
    }

    /// <summary>The visitor has read it.</summary>
    /// <param name="version">The version that was read.</param>
    public static void Visitor(SqlBatch batch, ProjectId project, Guid conversation, long version, DateTime now)
    {
        batch.Add(ByVisitor, project.Value, conversation, version);
        StreamNotices.ConversationUpdated(batch, project, conversation, now);
    }
}
