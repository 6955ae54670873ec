using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Conversations;

/// <summary>A conversation that a request changes, with the statements that write it.</summary>
/// <param name="Conversation">The conversation as it is after the write.</param>
/// <param name="ReadVersion">The version the change was decided on.</param>
/// <param name="Batch">The statements; empty if nothing changes.</param>
public sealed record ConversationChange(ConversationAnswer Conversation, long ReadVersion, SqlBatch Batch);

/// <summary>Changes a conversation (contract 5, 6): reads what the decision needs, then decides.</summary>
public sealed class ConversationUpdate
{
    private readonly ProjectId _project;
    private readonly ConversationPatch _patch;
    private readonly Fetched<ConversationRow?> _found;
    private readonly Fetched<bool>? _isMember;

    private ConversationUpdate(SqlRead read, Project project, Guid id, ConversationPatch patch)
    {
        (_project, _patch) = (project.Id, patch);
        _found = read.One<ConversationRow>(ConversationRow.ById, project.Id.Value, id);
        if (patch.Assignee is { } assignee)
            _isMember = read.One<bool>(ConversationPatch.IsMember, project.AccountId, assignee);
    }

    /// <summary>Adds the statements that read the conversation, and whether the new assignee is a member of the workspace.</summary>
    public static ConversationUpdate Read(SqlRead read, Project project, Guid id, ConversationPatch patch) => new(read, project, id, patch);

    /// <summary>The changed conversation; or 404, 422 if the fields do not go together or the assignee is no member.</summary>
    public Result<ConversationChange> Decide(DateTime now)
    {
        if (_found.Value is not { } row)
            return Problem.NotFound("conversation");

        var (before, batch) = (row.ToAnswer(), new SqlBatch());
        var after = _patch.Apply(before, _isMember?.Value is true, now);
        if (!after.Succeeded)
            return after.Problem;

        if (after.Value != before)
            ConversationPatch.Save(batch, _project, before, after.Value, now);

        return new ConversationChange(after.Value, before.Version, batch);
    }
}
