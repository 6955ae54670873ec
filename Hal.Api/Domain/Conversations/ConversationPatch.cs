using Hal.Api.Domain.Notices;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Conversations;

/// <summary>The changes of a <c>PATCH</c> of a conversation (contract 2, 5): absent stays, null clears.</summary>
/// <param name="Status">The status.</param>
/// <param name="SnoozedUntil">When a snoozed one opens again.</param>
/// <param name="AssigneeId">The member it is assigned to.</param>
public sealed record ConversationPatch(Optional<string> Status, Optional<string> SnoozedUntil, Optional<string> AssigneeId)
{
    /// <summary>Reads whether the member <c>$2</c> belongs to the workspace <c>$1</c>.</summary>
    public const string IsMember = "select exists (select from members where account_id = $1 and id = $2)";

    private const string Update = """
        with written as (
            update conversations
            set status = $3, snoozed_until = $4, assignee_id = $5, updated_at = greatest(updated_at, $6), version = version + 1
            where project_id = $1 and id = $2 and version = $7
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    /// <summary>The id of the member to assign; null for nobody. A text that is not an id becomes an id that does not exist.</summary>
    public Guid? Assignee => AssigneeId.Value is { } text ? ResourceId.Of(text) : null;

    /// <summary>The new state of the conversation, equal to the old one if nothing changes; or 422.</summary>
    /// <param name="before">The conversation as it was read.</param>
    /// <param name="assigneeIsMember">Whether <see cref="IsMember"/> has found the assignee.</param>
    public Result<ConversationAnswer> Apply(ConversationAnswer before, bool assigneeIsMember, DateTime now)
    {
        var status = Status.Or(before.Status)!;
        var until = Until(status, before, now);
        if (!until.Succeeded)
            return until.Problem;

        if (Assignee is not null && !assigneeIsMember)
            return Problem.Invalid("assignee_id", "No member of the workspace has this id.", ConversationRules.UnknownAssignee);

        var after = before with
        {
            Status = status,
            SnoozedUntil = until.Value.At,
            AssigneeId = AssigneeId.IsSet ? Assignee : before.AssigneeId,
        };
        return after == before
            ? before
            : after with
            {
                UpdatedAt = now > before.UpdatedAt ? now : before.UpdatedAt,
                Version = before.Version + 1,
            };
    }

    /// <summary>Writes a conversation that has changed, if it is still at the version that was read.</summary>
    /// <param name="before">The conversation as it was read.</param>
    /// <param name="after">What <see cref="Apply"/> made of it.</param>
    public static void Save(SqlBatch batch, ProjectId project, ConversationAnswer before, ConversationAnswer after, DateTime now)
    {
        batch.Add(Update, project.Value, after.Id, after.Status, after.SnoozedUntil, after.AssigneeId, now, before.Version);
        StreamNotices.ConversationUpdated(batch, project, after.Id, now);
    }

    private Result<Instant> Until(string status, ConversationAnswer before, DateTime now)
    {
        if (status != ConversationStatus.Snoozed)
            return SnoozedUntil.Value is null
                ? new Instant(null)
                : Problem.Invalid("snoozed_until", "Only a snoozed conversation has this; send status snoozed with it.");

        if (!SnoozedUntil.IsSet && before.SnoozedUntil is { } already)
            return new Instant(already);

        return Rfc3339.TryRead(SnoozedUntil.Value, out var at) && Clock.ToMilliseconds(at) > now
            ? new Instant(Clock.ToMilliseconds(at))
            : Problem.Invalid(
                "snoozed_until",
                "A snoozed conversation needs an instant that is still to come; to end it now, send status open."
            );
    }

    private sealed record Instant(DateTime? At);
}
