using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Widget;

namespace Hal.Api.Widget.Conversations.SendMessage;

/// <summary>Writes in a conversation.</summary>
public sealed record SendMessageCommand : WidgetCommand<SendMessageResponse>, IProofRequest
{
    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>Plain text of 1 to 10,000 characters. Required.</summary>
    public string? Content { get; init; }

    /// <summary>Your own id of the message, up to 255 characters: sending it again stores nothing. Blank counts as absent.</summary>
    public string? ClientMessageId { get; init; }
}

/// <summary>The message.</summary>
/// <param name="Message">The message that was stored, now or the first time.</param>
/// <param name="Duplicate">Whether you had sent one with this client_message_id before.</param>
public sealed record SendMessageResponse(VisitorMessageAnswer Message, bool Duplicate) : WidgetAnswer;

public sealed class SendMessageValidator : AbstractValidator<SendMessageCommand>
{
    public SendMessageValidator()
    {
        Include(new VisitorRules<SendMessageCommand>());
        RuleFor(x => x.Content).MustBeContent();
        RuleFor(x => x.ClientMessageId).MustBeClientMessageId();
    }
}
