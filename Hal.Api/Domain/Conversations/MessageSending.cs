using Hal.Api.Domain.Fields;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Conversations;

/// <summary>A message that a member or an integration has sent, with the statements that store it.</summary>
/// <param name="Message">The message that is stored, now or the first time.</param>
/// <param name="IsDuplicate">Whether the sender had sent it before.</param>
/// <param name="Batch">The statements; empty for a duplicate.</param>
public sealed record SentMessage(MessageAnswer Message, bool IsDuplicate, SqlBatch Batch);

/// <summary>Sends a message of a member or an integration (contract 5, 6): reads what the decision needs, then decides.</summary>
public sealed class MessageSending
{
    private readonly ProjectId _project;
    private readonly Guid _conversation;
    private readonly string? _clientMessageId;
    private readonly Fetched<bool> _exists;
    private readonly Fetched<MessageRow?> _first;

    private MessageSending(SqlRead read, ProjectId project, Guid conversation, Guid author, string? clientMessageId)
    {
        (_project, _conversation, _clientMessageId) = (project, conversation, CallerId.OrAbsent(clientMessageId));
        _exists = read.One<bool>(ConversationRow.Exists, project.Value, conversation);
        _first = read.One<MessageRow>(MessageRow.ByClientId, project.Value, author, _clientMessageId);
    }

    /// <summary>Adds the statements that read the conversation, and the message that the author has sent with this id before.</summary>
    /// <param name="author">Hal's id of the member or key.</param>
    /// <param name="clientMessageId">The author's own id of the message; blank counts as absent.</param>
    public static MessageSending Read(SqlRead read, ProjectId project, Guid conversation, Guid author, string? clientMessageId) =>
        new(read, project, conversation, author, clientMessageId);

    /// <summary>The message; or 404, 422 if the author has sent a message with this id in another conversation.</summary>
    /// <param name="id">The id of a new message.</param>
    public Result<SentMessage> Decide(Guid id, MessageAuthor author, string content, bool isInternal, DateTime now)
    {
        if (!_exists.Value)
            return Problem.NotFound("conversation");

        var batch = new SqlBatch();
        if (_first.Value is { } first)
            return first.ConversationId == _conversation
                ? new SentMessage(first.ToAnswer(), IsDuplicate: true, batch)
                : ConversationRules.Reused;

        var message = new NewMessage(id, _conversation, author, content, isInternal, _clientMessageId, now);
        message.Send(batch, _project);
        return new SentMessage(message.ToAnswer(), IsDuplicate: false, batch);
    }
}
