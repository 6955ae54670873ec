using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Widget;

namespace Hal.Api.Widget.Conversations.StartConversation;

/// <summary>Begins a conversation with its first message.</summary>
public sealed record StartConversationCommand : WidgetCommand<StartConversationResponse>, IProofRequest
{
    /// <summary>Plain text of 1 to 10,000 characters. Required.</summary>
    public string? Content { get; init; }

    /// <summary>Your own id of the message, up to 255 characters: sending it again begins nothing. Blank counts as absent.</summary>
    public string? ClientMessageId { get; init; }

    bool IProofRequest.MayBeginWithoutProof => true;
}

/// <summary>The conversation.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Message">Its first message.</param>
/// <param name="Duplicate">Whether you had begun it with this client_message_id before.</param>
public sealed record StartConversationResponse(VisitorConversationAnswer Conversation, VisitorMessageAnswer Message, bool Duplicate)
    : WidgetAnswer;

public sealed class StartConversationValidator : AbstractValidator<StartConversationCommand>
{
    public StartConversationValidator()
    {
        Include(new VisitorRules<StartConversationCommand>());
        RuleFor(x => x.Content).MustBeContent();
        RuleFor(x => x.ClientMessageId).MustBeClientMessageId();
    }
}
