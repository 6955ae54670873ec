using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.Streams;
using Hal.Api.Families.Widget;
using Hal.Api.Streams;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Widget.Stream.GetVisitorStream;

/// <summary>Listens to what happens in a visitor's conversations.</summary>
public sealed record GetVisitorStreamQuery : WidgetQuery<StreamTicket>
{
    [
        FromHeader(Name = "Last-Event-ID"),
        Description("The id of the last event that arrived: what happened since then comes first. Without it the stream begins now.")
    ]
    public string? LastEventId { get; init; }
}

/// <summary>The events of the stream: each member is named after an event and holds what the event's data is.</summary>
/// <param name="Message">Somebody wrote, the visitor itself included.</param>
/// <param name="ConversationUpdated">A conversation's status or read state changed.</param>
/// <param name="Typing">A member is typing. It has no id and is not told again.</param>
/// <param name="Reset">The Last-Event-ID is older than a day or unknown: load what you show anew.</param>
public sealed record GetVisitorStreamEvents(
    StreamVisitorNewMessage Message,
    StreamVisitorConversationUpdated ConversationUpdated,
    StreamTyping Typing,
    GetVisitorStreamReset Reset
);

/// <summary>The data of reset: an empty object.</summary>
public sealed record GetVisitorStreamReset;

public sealed class GetVisitorStreamValidator : AbstractValidator<GetVisitorStreamQuery>
{
    public GetVisitorStreamValidator() => Include(new VisitorRules<GetVisitorStreamQuery>());
}
