namespace Hal.Api.Domain.Conversations;

/// <summary>The status of a conversation (contract 5).</summary>
public static class ConversationStatus
{
    /// <summary>It waits for an answer.</summary>
    public const string Open = "open";

    /// <summary>Put aside until an instant, or until the visitor writes.</summary>
    public const string Snoozed = "snoozed";

    /// <summary>Done, until the visitor writes.</summary>
    public const string Resolved = "resolved";

    /// <summary>Whether a text is one of them, in exact spelling.</summary>
    public static bool IsOne(string? text) => text is Open or Snoozed or Resolved;

    /// <summary>The status that a visitor sees: a snoozed conversation is open.</summary>
    public static string ToVisitor(string status) => status == Resolved ? Resolved : Open;
}
