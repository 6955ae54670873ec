using Hal.Api.Domain.Conversations;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Streams;

/// <summary>A conversation as a member hears of it.</summary>
/// <param name="Id">The conversation's id.</param>
/// <param name="Status">open, snoozed or resolved.</param>
/// <param name="SnoozedUntil">When a snoozed one opens again.</param>
/// <param name="AssigneeId">The member it is assigned to.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="VisitorId">Hal's id of the visitor.</param>
/// <param name="UnreadCount">How many messages no member has read.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record StreamConversation(
    Guid Id,
    [property: SchemaEnum(ConversationStatus.Open, ConversationStatus.Snoozed, ConversationStatus.Resolved)] string Status,
    DateTime? SnoozedUntil,
    Guid? AssigneeId,
    Guid? ContactId,
    Guid? VisitorId,
    int UnreadCount,
    DateTime UpdatedAt
);

/// <summary>A company as a member hears of it.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="ExternalId">Your own id of it.</param>
/// <param name="Name">The name.</param>
/// <param name="StageId">Where it is in the pipeline.</param>
/// <param name="DealValue">What the deal is worth.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record StreamCompany(Guid Id, string? ExternalId, string Name, Guid? StageId, decimal? DealValue, DateTime UpdatedAt);

/// <summary>The data of <c>new_message</c>.</summary>
/// <param name="Message">The message.</param>
/// <param name="Conversation">The conversation as it is by now.</param>
public sealed record StreamNewMessage(MessageAnswer Message, StreamConversation Conversation);

/// <summary>The data of <c>conversation_updated</c>.</summary>
/// <param name="Conversation">The conversation as it is by now.</param>
public sealed record StreamConversationUpdated(StreamConversation Conversation);

/// <summary>The data of <c>company_updated</c>.</summary>
/// <param name="Company">The company as it is by now.</param>
public sealed record StreamCompanyUpdated(StreamCompany Company);

/// <summary>The data of <c>typing</c>. It has no id, and is told to those who listen at that moment.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Author">Who is typing: never the listener itself.</param>
public sealed record StreamTyping(Guid ConversationId, MessageAuthor Author);

/// <summary>A conversation as its visitor hears of it.</summary>
/// <param name="Id">The conversation's id.</param>
/// <param name="Status">open or resolved: that members have put it aside is nothing to the visitor.</param>
/// <param name="UnreadCount">How many messages the visitor has not read.</param>
public sealed record StreamVisitorConversation(
    Guid Id,
    [property: SchemaEnum(ConversationStatus.Open, ConversationStatus.Resolved)] string Status,
    int UnreadCount
);

/// <summary>The data of a visitor's <c>message</c>.</summary>
/// <param name="Message">The message.</param>
/// <param name="Conversation">The conversation as it is by now.</param>
public sealed record StreamVisitorNewMessage(VisitorMessageAnswer Message, StreamVisitorConversation Conversation);

/// <summary>The data of a visitor's <c>conversation_updated</c>.</summary>
/// <param name="Conversation">The conversation as it is by now.</param>
public sealed record StreamVisitorConversationUpdated(StreamVisitorConversation Conversation);
