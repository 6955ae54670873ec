using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.Fields;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Values;

namespace Hal.Api.Widget.Visitors.TrackBatch;

/// <summary>Records several milestones of one visitor.</summary>
public sealed record TrackBatchCommand : WidgetCommand<TrackBatchResponse>
{
    /// <summary>1 to 100 events; each is stored or rejected by itself. Required.</summary>
    [SchemaLength(TrackBatchValidator.MaxEvents, Min = 1)]
    [ItemsOf(typeof(TrackBatchEvent))]
    public IReadOnlyList<JsonElement>? Events { get; init; }
}

/// <summary>One event of a batch, described as for track.</summary>
public sealed record TrackBatchEvent : IEventInput
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

/// <summary>What became of each event.</summary>
/// <param name="Results">One for each event, in order.</param>
public sealed record TrackBatchResponse(IReadOnlyList<TrackBatchResult> Results) : WidgetAnswer;

/// <summary>What became of one event.</summary>
/// <param name="Status">created, duplicate or rejected.</param>
/// <param name="Event">The event, unless rejected.</param>
/// <param name="Problem">Why it was rejected.</param>
public sealed record TrackBatchResult(
    [property: SchemaEnum("created", "duplicate", "rejected")] string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventAnswer? Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemBody? Problem
);

public sealed class TrackBatchValidator : AbstractValidator<TrackBatchCommand>
{
    internal const int MaxEvents = 100;

    public TrackBatchValidator()
    {
        Include(new VisitorRules<TrackBatchCommand>());
        RuleFor(x => x.Events)
            .Must(events => events is { Count: >= 1 and <= MaxEvents })
            .WithMessage($"There have to be 1 to {MaxEvents} events.");
    }
}

/// <summary>Checks one event of a batch; a flaw rejects that event alone.</summary>
public sealed class TrackBatchEventValidator : AbstractValidator<TrackBatchEvent>
{
    public TrackBatchEventValidator(TimeProvider time) => Include(new EventRules<TrackBatchEvent>(time));
}
