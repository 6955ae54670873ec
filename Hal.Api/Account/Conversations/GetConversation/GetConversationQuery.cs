using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Conversations.GetConversation;

/// <summary>Reads a conversation.</summary>
public sealed record GetConversationQuery : IRequest<Result<GetConversationResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>The conversation.</summary>
/// <param name="Conversation">The conversation.</param>
public sealed record GetConversationResponse(ConversationAnswer Conversation);
