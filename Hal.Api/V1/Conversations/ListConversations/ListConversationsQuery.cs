using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Conversations;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Conversations.ListConversations;

/// <summary>Lists conversations.</summary>
public sealed record ListConversationsQuery : ConversationFilters, IRequest<Result<ListConversationsResponse>>, IV1Request
{
    public static string Scope => Scopes.ConversationsRead;
}

/// <summary>A page of conversations.</summary>
/// <param name="Conversations">The conversations in the order asked for, each with its newest message.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListConversationsResponse(IReadOnlyList<ConversationAnswer> Conversations, string? NextCursor);

public sealed class ListConversationsValidator : AbstractValidator<ListConversationsQuery>
{
    public ListConversationsValidator() => Include(new ConversationFilterRules<ListConversationsQuery>());
}
