namespace Hal.Api.Domain.Conversations;

/// <summary>What state a conversation is in (contract 5).</summary>
public static class ConversationStatus
{
    /// <summary>Somebody has to answer.</summary>
    public const string Open = "open";

    /// <summary>Put aside until an instant, or until the visitor writes.</summary>
    public const string Snoozed = "snoozed";

    /// <summary>Done, until the visitor writes.</summary>
    public const string Resolved = "resolved";

    /// <summary>Whether a text is one of them, in exact spelling.</summary>
    public static bool IsOne(string? text) => text is Open or Snoozed or Resolved;

    /// <summary>What a visitor is told: that members have put the conversation aside is nothing to it.</summary>
    /// <param name="status">The status.</param>
    public static string ToVisitor(string status) => status == Resolved ? Resolved : Open;
}
