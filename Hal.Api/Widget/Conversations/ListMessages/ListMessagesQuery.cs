using System.ComponentModel;
using System.Globalization;
using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Values;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Widget.Conversations.ListMessages;

/// <summary>Lists the messages of a visitor's conversation.</summary>
public sealed record ListMessagesQuery : WidgetQuery<ListMessagesResponse>
{
    public string? Id { get; init; }

    [
        FromQuery(Name = "after"),
        Description("The id of the last message you have, or the next_cursor of the page before; from the first message on if absent.")
    ]
    public string? After { get; init; }

    [FromQuery(Name = "cursor"), Description("The same as after.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit"), Description("How many rows, 1 to 200; 50 if absent.")]
    public string? Limit { get; init; }

    internal int Size => int.TryParse(Limit, CultureInfo.InvariantCulture, out var limit) ? limit : ListMessagesValidator.DefaultSize;

    internal Guid? Behind => QueryText.Id(After ?? Cursor);
}

/// <summary>A page of messages.</summary>
/// <param name="Messages">The messages, the oldest first.</param>
/// <param name="NextCursor">What to send as after for the next page; null on the last.</param>
public sealed record ListMessagesResponse(IReadOnlyList<VisitorMessageAnswer> Messages, string? NextCursor) : WidgetAnswer;

public sealed class ListMessagesValidator : AbstractValidator<ListMessagesQuery>
{
    internal const int DefaultSize = 50;

    public ListMessagesValidator()
    {
        Include(new VisitorRules<ListMessagesQuery>());
        RuleFor(x => x.After).Must(text => text is null || QueryText.Id(text) is not null).WithMessage("This must be a message's id.");
        RuleFor(x => x.Cursor)
            .Must(text => text is null || QueryText.Id(text) is not null)
            .WithMessage("This must be the next_cursor of a page before.");
        RuleFor(x => x.Cursor)
            .Must((query, cursor) => query.After is null || cursor is null || cursor == query.After)
            .WithMessage("after and cursor are the same; both were sent and they differ.");
        RuleFor(x => x.Limit)
            .Must(limit =>
                limit is null
                || (
                    int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    && size is >= 1 and <= PageQuery.MaxSize
                )
            )
            .WithMessage($"This must be a whole number from 1 to {PageQuery.MaxSize}.");
    }
}
