using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Conversations.ListConversations;

/// <summary>Lists conversations.</summary>
public sealed record ListConversationsQuery : ConversationFilters, IRequest<Result<ListConversationsResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;
}

/// <summary>A page of conversations.</summary>
/// <param name="Conversations">The conversations in the order asked for, each with its newest message.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListConversationsResponse(IReadOnlyList<ConversationAnswer> Conversations, string? NextCursor);

public sealed class ListConversationsValidator : AbstractValidator<ListConversationsQuery>
{
    public ListConversationsValidator() => Include(new ConversationFilterRules<ListConversationsQuery>());
}
