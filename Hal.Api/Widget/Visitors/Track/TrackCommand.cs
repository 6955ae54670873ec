using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.Fields;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Values;

namespace Hal.Api.Widget.Visitors.Track;

/// <summary>Records a milestone of a visitor or of its company.</summary>
public sealed record TrackCommand : WidgetCommand<TrackResponse>, IEventInput
{
    /// <summary>What happened, 1 to 100 characters. Required.</summary>
    public string? Name { get; init; }

    /// <summary>A string of up to 1,000 characters, a number or a boolean.</summary>
    [SchemaType("string", "number", "boolean", "null")]
    public JsonElement Value { get; init; }

    /// <summary>visitor (the default) or company: then company_id, else the active company.</summary>
    [SchemaEnum(NewEvent.VisitorEntity, NewEvent.CompanyEntity)]
    public string? Entity { get; init; }

    /// <summary>One of the contact's companies, by Hal's id or your own.</summary>
    [SchemaLength(CallerId.MaxLength, Min = 1)]
    public string? CompanyId { get; init; }

    /// <summary>Up to 255 characters. Makes the event idempotent in the project for good.</summary>
    public string? EventKey { get; init; }

    /// <summary>An RFC 3339 instant, not before 2000 and at most 24 hours ahead; now if absent.</summary>
    [SchemaFormat("date-time")]
    public string? OccurredAt { get; init; }

    /// <summary>Your own fields, under the same limits as a contact's.</summary>
    [SchemaType("object", "null")]
    public JsonElement? Metadata { get; init; }
}

/// <summary>The event.</summary>
/// <param name="Event">The event that was stored, now or the first time.</param>
public sealed record TrackResponse(EventAnswer Event) : WidgetAnswer;

public sealed class TrackValidator : AbstractValidator<TrackCommand>
{
    public TrackValidator(TimeProvider time)
    {
        Include(new VisitorRules<TrackCommand>());
        Include(new EventRules<TrackCommand>(time));
    }
}
