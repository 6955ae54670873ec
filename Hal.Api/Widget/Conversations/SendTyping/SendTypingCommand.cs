using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Families.Widget;

namespace Hal.Api.Widget.Conversations.SendTyping;

/// <summary>Tells members that the visitor is typing.</summary>
public sealed record SendTypingCommand : WidgetCommand<SendTypingResponse>, IProofRequest
{
    [JsonIgnore]
    public string? Id { get; init; }
}

/// <summary>Those who listen have been notified.</summary>
/// <param name="ConversationId">The conversation.</param>
public sealed record SendTypingResponse(Guid ConversationId) : WidgetAnswer;

public sealed class SendTypingValidator : AbstractValidator<SendTypingCommand>
{
    public SendTypingValidator() => Include(new VisitorRules<SendTypingCommand>());
}
