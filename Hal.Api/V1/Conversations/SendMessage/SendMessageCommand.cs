using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.V1;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Conversations.SendMessage;

/// <summary>Writes to a visitor, or a note among members.</summary>
public sealed record SendMessageCommand : IRequest<Result<SendMessageResponse>>, IV1Request, IRecordedWrite
{
    public static string Scope => Scopes.ConversationsWrite;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>Plain text of 1 to 10,000 characters. Required.</summary>
    public string? Content { get; init; }

    /// <summary>Whether it is a note among members, which the visitor never sees.</summary>
    public bool? Internal { get; init; }

    /// <summary>Your own id of the message, up to 255 characters: sending it again stores nothing. Blank counts as absent.</summary>
    public string? ClientMessageId { get; init; }
}

/// <summary>The message.</summary>
/// <param name="Message">The message that was stored, now or the first time.</param>
/// <param name="Duplicate">Whether you had sent one with this client_message_id before.</param>
public sealed record SendMessageResponse(MessageAnswer Message, bool Duplicate);

public sealed class SendMessageValidator : AbstractValidator<SendMessageCommand>
{
    public SendMessageValidator()
    {
        RuleFor(x => x.Content).MustBeContent();
        RuleFor(x => x.ClientMessageId).MustBeClientMessageId();
    }
}
