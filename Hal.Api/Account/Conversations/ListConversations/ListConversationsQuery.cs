using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Conversations.ListConversations;

/// <summary>Lists conversations.</summary>
public sealed record ListConversationsQuery : PageQuery, IRequest<Result<ListConversationsResponse>>, IProjectRequest
{
    internal const string Nobody = "none";
    internal const string Newest = "newest";
    internal const string Recent = "recent";

    public static Role Needs => Role.Agent;

    [FromQuery(Name = "status"), Description("Those that are open, snoozed or resolved.")]
    public string? Status { get; init; }

    [FromQuery(Name = "assignee_id"), Description("Those of this member; none for those of nobody.")]
    public string? AssigneeId { get; init; }

    [FromQuery(Name = "contact_id"), Description("Those of this contact.")]
    public string? ContactId { get; init; }

    [FromQuery(Name = "search"), Description("Those with a message that has all these words or words that begin like them, or with a contact whose name, e-mail, phone or user_id holds the text.")]
    public string? Search { get; init; }

    [FromQuery(Name = "order"), Description("newest (the default: by when they began) or recent (by their newest message; while one is read page by page, conversations that are written in move to the front).")]
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
        RuleFor(x => x.Status).Must(status => QueryText.Of(status) is not { } text || ConversationStatus.IsOne(text))
            .WithMessage($"This has to be {ConversationStatus.Open}, {ConversationStatus.Snoozed} or {ConversationStatus.Resolved}.");
        RuleFor(x => x.AssigneeId).Must(id => QueryText.Of(id) is null or ListConversationsQuery.Nobody || QueryText.Id(id) is not null)
            .WithMessage($"This has to be one of Hal's ids, or {ListConversationsQuery.Nobody}.");
        RuleFor(x => x.ContactId).MustBeIdFilter();
        RuleFor(x => x.Search).MustBeFilter();
        RuleFor(x => x.Order).Must(order => QueryText.Of(order) is null or ListConversationsQuery.Newest or ListConversationsQuery.Recent)
            .WithMessage($"This has to be {ListConversationsQuery.Newest} or {ListConversationsQuery.Recent}.");
    }
}
