using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Conversations.ListConversations;

/// <summary>Lists conversations.</summary>
public sealed record ListConversationsQuery : PageQuery, IRequest<Result<ListConversationsResponse>>, IProjectRequest, IConversationFilters
{
    public static Role Needs => Role.Agent;

    [FromQuery(Name = "status"), Description(ConversationFilters.OfStatus)]
    public string? Status { get; init; }

    [FromQuery(Name = "assignee_id"), Description(ConversationFilters.OfAssignee)]
    public string? AssigneeId { get; init; }

    [FromQuery(Name = "contact_id"), Description(ConversationFilters.OfContact)]
    public string? ContactId { get; init; }

    [FromQuery(Name = "search"), Description(ConversationFilters.OfSearch)]
    public string? Search { get; init; }

    [FromQuery(Name = "order"), Description(ConversationFilters.OfOrder)]
    public string? Order { get; init; }
}

/// <summary>A page of conversations.</summary>
/// <param name="Conversations">The conversations in the order asked for, each with its newest message.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListConversationsResponse(IReadOnlyList<ConversationAnswer> Conversations, string? NextCursor);

public sealed class ListConversationsValidator : AbstractValidator<ListConversationsQuery>
{
    public ListConversationsValidator()
    {
        Include(new PageRules<ListConversationsQuery>());
        Include(new ConversationFilterRules<ListConversationsQuery>());
    }
}
