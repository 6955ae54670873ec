using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.V1;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Conversations.GetConversation;

/// <summary>Reads a conversation.</summary>
public sealed record GetConversationQuery : IRequest<Result<GetConversationResponse>>, IV1Request
{
    public static string Scope => Scopes.ConversationsRead;

    public string? Id { get; init; }
}

/// <summary>The conversation.</summary>
/// <param name="Conversation">The conversation.</param>
public sealed record GetConversationResponse(ConversationAnswer Conversation);
