using System.Text.Json;
using Hal.Api.Domain.Fields;

namespace Hal.Api.Domain.Events;

/// <summary>An event as a caller described it, checked and with its defaults.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Value">A scalar, or nothing.</param>
/// <param name="Entity"><c>visitor</c> or <c>company</c>.</param>
/// <param name="CompanyRef">The company it names.</param>
/// <param name="Key">What makes it idempotent.</param>
/// <param name="OccurredAt">When it took place, in UTC.</param>
/// <param name="Metadata">The caller's own fields.</param>
public sealed record NewEvent(
    string Name,
    JsonElement? Value,
    string Entity,
    string? CompanyRef,
    string? Key,
    DateTime OccurredAt,
    JsonElement? Metadata
)
{
    /// <summary>The default entity.</summary>
    public const string VisitorEntity = "visitor";

    /// <summary>The entity of events that are a company's.</summary>
    public const string CompanyEntity = "company";

    /// <summary>Whether the event is about a company, and so relies on identity.</summary>
    public bool NamesCompany => Entity == CompanyEntity || CompanyRef is not null;

    /// <summary>Reads an input that has passed <see cref="EventRules{T}"/>.</summary>
    /// <param name="input">What the caller sent.</param>
    public static NewEvent From(IEventInput input, DateTime now)
    {
        Events.OccurredAt.TryRead(input.OccurredAt, now, out var occurredAt);
        return new NewEvent(
            input.Name!.Trim(),
            input.Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : input.Value,
            input.Entity ?? VisitorEntity,
            CallerId.OrAbsent(input.CompanyId)?.Trim(),
            CallerId.OrAbsent(input.EventKey),
            occurredAt,
            input.Metadata
        );
    }
}
