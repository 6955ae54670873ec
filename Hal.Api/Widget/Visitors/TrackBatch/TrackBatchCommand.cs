using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Events;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Http;
using Hal.Api.Platform.OpenApi;

namespace Hal.Api.Widget.Visitors.TrackBatch;

/// <summary>Records several milestones of one visitor.</summary>
public sealed record TrackBatchCommand : WidgetCommand<TrackBatchResponse>
{
    /// <summary>1 to 100 events; each is stored or rejected by itself. Required.</summary>
    [ItemsOf(typeof(TrackBatchEvent))]
    public IReadOnlyList<JsonElement>? Events { get; init; }
}

/// <summary>One event of a batch; see track for its members.</summary>
public sealed record TrackBatchEvent : IEventInput
{
    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    [SchemaType("string", "number", "boolean", "null")]
    public JsonElement Value { get; init; }

    /// <inheritdoc/>
    public string? Entity { get; init; }

    /// <inheritdoc/>
    public string? CompanyId { get; init; }

    /// <inheritdoc/>
    public string? EventKey { get; init; }

    /// <inheritdoc/>
    public string? OccurredAt { get; init; }

    /// <inheritdoc/>
    [SchemaType("object")]
    public JsonElement? Metadata { get; init; }
}

/// <summary>What became of each event.</summary>
/// <param name="Results">One for each event, in order.</param>
public sealed record TrackBatchResponse(IReadOnlyList<TrackBatchResult> Results);

/// <summary>What became of one event.</summary>
/// <param name="Status">created, duplicate or rejected.</param>
/// <param name="Event">The event, unless rejected.</param>
/// <param name="Problem">Why it was rejected.</param>
public sealed record TrackBatchResult(
    string Status,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    EventAnswer? Event,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    ProblemBody? Problem);

public sealed class TrackBatchValidator : AbstractValidator<TrackBatchCommand>
{
    private const int MaxEvents = 100;

    public TrackBatchValidator()
    {
        Include(new VisitorRules<TrackBatchCommand>());
        RuleFor(x => x.Events).Must(events => events is { Count: >= 1 and <= MaxEvents }).WithMessage($"There have to be 1 to {MaxEvents} events.");
    }
}

/// <summary>Checks one event of a batch; a flaw rejects that event alone.</summary>
public sealed class TrackBatchEventValidator : AbstractValidator<TrackBatchEvent>
{
    public TrackBatchEventValidator(TimeProvider time) => Include(new EventRules<TrackBatchEvent>(time));
}
