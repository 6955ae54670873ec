using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.V1.Conversations.ListConversations;

/// <summary>Lists conversations.</summary>
public sealed record ListConversationsQuery : PageQuery, IRequest<Result<ListConversationsResponse>>, IV1Request, IConversationFilters
{
    public static string Scope => Scopes.ConversationsRead;

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
