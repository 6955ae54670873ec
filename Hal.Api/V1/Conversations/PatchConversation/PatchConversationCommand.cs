using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.V1;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Conversations.PatchConversation;

/// <summary>Changes a conversation's status.</summary>
public sealed record PatchConversationCommand : IRequest<Result<PatchConversationResponse>>, IV1Request, IRecordedWrite
{
    public static string Scope => Scopes.ConversationsWrite;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>open, snoozed (with snoozed_until) or resolved.</summary>
    [SchemaEnum(ConversationStatus.Open, ConversationStatus.Snoozed, ConversationStatus.Resolved)]
    public Optional<string> Status { get; init; }

    /// <summary>When a snoozed conversation opens again: an RFC 3339 instant that is still to come.</summary>
    [SchemaFormat("date-time")]
    public Optional<string> SnoozedUntil { get; init; }
}

/// <summary>The conversation.</summary>
/// <param name="Conversation">The conversation.</param>
public sealed record PatchConversationResponse(ConversationAnswer Conversation);

public sealed class PatchConversationValidator : AbstractValidator<PatchConversationCommand>
{
    public PatchConversationValidator()
    {
        RuleFor(x => x.Status).MustBeStatus();
        RuleFor(x => x.SnoozedUntil.Value).MustBeInstant();
    }
}
