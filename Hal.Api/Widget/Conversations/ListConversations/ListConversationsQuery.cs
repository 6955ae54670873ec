using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Values;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Widget.Conversations.ListConversations;

/// <summary>Lists a visitor's conversations.</summary>
public sealed record ListConversationsQuery : WidgetQuery<ListConversationsResponse>
{
    [FromQuery(Name = "limit"), Description("How many rows, 1 to 200; 50 if absent.")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("The next_cursor of the page before; the first page if absent.")]
    public string? Cursor { get; init; }

    internal Page Page => Asked.Page;

    internal ListConversationsPage Asked => new() { Limit = Limit, Cursor = Cursor };
}

/// <summary>Which page.</summary>
public sealed record ListConversationsPage : PageQuery;

/// <summary>A page of conversations.</summary>
/// <param name="Conversations">The conversations, the newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListConversationsResponse(IReadOnlyList<VisitorConversationAnswer> Conversations, string? NextCursor) : WidgetAnswer;

public sealed class ListConversationsValidator : AbstractValidator<ListConversationsQuery>
{
    public ListConversationsValidator()
    {
        Include(new VisitorRules<ListConversationsQuery>());
        RuleFor(x => x)
            .Custom(
                (query, context) =>
                {
                    foreach (var failure in new PageRules<ListConversationsPage>().Validate(query.Asked).Errors)
                        context.AddFailure(failure);
                }
            );
    }
}
