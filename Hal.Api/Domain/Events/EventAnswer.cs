using System.Text.Json;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Events;

/// <summary>An event in an answer (contract 4.4).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Name">What happened.</param>
/// <param name="Value">The scalar that was sent with it.</param>
/// <param name="Entity">visitor or company.</param>
/// <param name="OccurredAt">When it took place.</param>
/// <param name="ContactId">The contact it belongs to; null for an anonymous visitor's.</param>
/// <param name="CompanyId">The company it belongs to.</param>
/// <param name="Duplicate">Whether an event with this event_key was stored before; then that one's id is answered and nothing was
/// stored.</param>
public sealed record EventAnswer(
    Guid Id,
    string Name,
    [property: SchemaType("string", "number", "boolean", "null")] JsonElement? Value,
    [property: SchemaEnum(NewEvent.VisitorEntity, NewEvent.CompanyEntity)] string Entity,
    DateTime OccurredAt,
    Guid? ContactId,
    Guid? CompanyId,
    bool Duplicate
)
{
    /// <summary>The answer for an event that was just stored.</summary>
    /// <param name="stored">The event.</param>
    public static EventAnswer Created(StoredEvent stored)
    {
        return new EventAnswer(
            stored.Id,
            stored.Name,
            stored.Value,
            stored.Entity,
            stored.OccurredAt,
            stored.ContactId,
            stored.CompanyId,
            false
        );
    }

    /// <summary>
    /// The answer for a repeat. Keys are shared by the whole project, so of somebody else's event only the ids are told; the rest is what
    /// the caller sent itself.
    /// </summary>
    /// <param name="first">The event that was stored first.</param>
    /// <param name="draft">What the caller sent now.</param>
    /// <param name="visitor">Who sent it.</param>
    /// <param name="speaksForContact">Whether it has proven to be its contact; anybody may claim the e-mail of one that never was
    /// proven.</param>
    public static EventAnswer Repeated(StoredEvent first, NewEvent draft, Visitor visitor, bool speaksForContact)
    {
        var isOwn =
            first.VisitorId == visitor.Id || (speaksForContact && first.ContactId is not null && first.ContactId == visitor.ContactId);
        return isOwn
            ? Created(first) with
            {
                Duplicate = true,
            }
            : new EventAnswer(first.Id, draft.Name, draft.Value, draft.Entity, draft.OccurredAt, first.ContactId, first.CompanyId, true);
    }
}
