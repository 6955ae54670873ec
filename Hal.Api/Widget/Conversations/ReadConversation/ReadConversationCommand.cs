using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Widget;

namespace Hal.Api.Widget.Conversations.ReadConversation;

/// <summary>Says that the visitor has read a conversation.</summary>
public sealed record ReadConversationCommand : WidgetCommand<ReadConversationResponse>, IProofRequest
{
    [JsonIgnore]
    public string? Id { get; init; }
}

/// <summary>The conversation.</summary>
/// <param name="Conversation">The conversation, of which nothing is unread.</param>
public sealed record ReadConversationResponse(VisitorConversationAnswer Conversation) : WidgetAnswer;

public sealed class ReadConversationValidator : AbstractValidator<ReadConversationCommand>
{
    public ReadConversationValidator() => Include(new VisitorRules<ReadConversationCommand>());
}
