using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Conversations;

/// <summary>A page of a conversation's messages, the newest first, with the notes among members (contract 5, 6).</summary>
/// <param name="Messages">The messages.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record MessageList(IReadOnlyList<MessageAnswer> Messages, string? NextCursor)
{
    /// <summary>Adds the statements that read the page.</summary>
    /// <returns>The page; 404 if there is no such conversation, 422 if the cursor is not of one of its messages.</returns>
    public static Fetched<Result<MessageList>> Read(SqlRead read, ProjectId project, Guid conversation, Page page)
    {
        var after = page.After.Id;
        var exists = read.One<bool>(ConversationRow.Exists, project.Value, conversation);
        var position = read.One<long?>(MessageRow.PositionOf, project.Value, conversation, after);
        var rows = read.List<MessageRow>(MessageRow.NewestFirst, project.Value, conversation, after, page.Probe);
        return new(() => Of(exists.Value, position.Value, rows.Value, page));
    }

    private static Result<MessageList> Of(bool exists, long? position, IReadOnlyList<MessageRow> rows, Page page)
    {
        if (!exists)
            return Problem.NotFound("conversation");

        if (page.After != Cursor.Start && position is null)
            return Problem.Invalid("cursor", "This has to be the next_cursor of a page before.");

        var (messages, next) = page.Cut(rows, message => Cursor.Of(message.Id));
        return new MessageList([.. messages.Select(message => message.ToAnswer())], next);
    }
}
