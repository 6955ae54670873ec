using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Identity;
using Hal.Api.Platform.Http;

namespace Hal.Api.Domain.Events;

/// <summary>The members that describe an event, wherever it comes from (contract 4.4).</summary>
public interface IEventInput
{
    /// <summary>What happened.</summary>
    string? Name { get; }

    /// <summary>A scalar.</summary>
    JsonElement Value { get; }

    /// <summary><c>visitor</c> or <c>company</c>.</summary>
    string? Entity { get; }

    /// <summary>A company by Hal's id or the caller's own.</summary>
    string? CompanyId { get; }

    /// <summary>What makes it idempotent.</summary>
    string? EventKey { get; }

    /// <summary>When it took place.</summary>
    string? OccurredAt { get; }

    /// <summary>The caller's own fields.</summary>
    JsonElement? Metadata { get; }
}

/// <summary>An event as a caller described it, checked and with its defaults.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Value">A scalar, or nothing.</param>
/// <param name="Entity"><c>visitor</c> or <c>company</c>.</param>
/// <param name="CompanyRef">The company it names.</param>
/// <param name="Key">What makes it idempotent.</param>
/// <param name="OccurredAt">When it took place, in UTC.</param>
/// <param name="Metadata">The caller's own fields.</param>
public sealed record EventDraft(string Name, JsonElement? Value, string Entity, string? CompanyRef, string? Key, DateTime OccurredAt, JsonElement? Metadata)
{
    /// <summary>The default entity.</summary>
    public const string VisitorEntity = "visitor";

    /// <summary>The entity of events that are a company's.</summary>
    public const string CompanyEntity = "company";

    /// <summary>Whether the event is about a company, and so relies on identity.</summary>
    public bool NamesCompany => Entity == CompanyEntity || CompanyRef is not null;

    /// <summary>Reads an input that has passed <see cref="EventRules{T}"/>.</summary>
    /// <param name="input">What the caller sent.</param>
    /// <param name="now">The present, in UTC.</param>
    public static EventDraft From(IEventInput input, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(input);
        Events.OccurredAt.TryRead(input.OccurredAt, now, out var occurredAt);
        return new EventDraft(
            input.Name!.Trim(),
            input.Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : input.Value,
            input.Entity ?? VisitorEntity,
            CallerId.OrAbsent(input.CompanyId)?.Trim(),
            CallerId.OrAbsent(input.EventKey),
            occurredAt,
            input.Metadata);
    }
}

/// <summary>The checks of an event (contract 4.4).</summary>
/// <typeparam name="T">Where the event's members are.</typeparam>
public sealed class EventRules<T> : AbstractValidator<T>
    where T : IEventInput
{
    private const int MaxNameLength = 100;
    private const int MaxKeyLength = 255;

    /// <summary>Checks each member.</summary>
    /// <param name="time">Tells how far ahead an event may be.</param>
    public EventRules(TimeProvider time)
    {
        RuleFor(x => x.Name).Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("This is required.");
        RuleFor(x => x.Name).MaximumLength(MaxNameLength).WithMessage($"This may have at most {MaxNameLength} characters.");
        RuleFor(x => x.Value).Custom((value, context) =>
        {
            if (EventValue.Flaw(value) is { } flaw)
                context.AddFailure(flaw);
        });
        RuleFor(x => x.Entity).Must(entity => entity is null or EventDraft.VisitorEntity or EventDraft.CompanyEntity)
            .WithMessage($"This has to be {EventDraft.VisitorEntity} or {EventDraft.CompanyEntity}.");
        RuleFor(x => x.CompanyId).MustBeCompanyReference();
        RuleFor(x => x.EventKey).MaximumLength(MaxKeyLength).WithMessage($"This may have at most {MaxKeyLength} characters.");
        RuleFor(x => x.OccurredAt).Must(text => OccurredAt.TryRead(text, time.UtcNow(), out _)).WithMessage(OccurredAt.Rule);
        RuleFor(x => x.Metadata).MustBeMetadata();
        RuleFor(x => x.Metadata).Custom((metadata, context) =>
        {
            if (metadata is { ValueKind: JsonValueKind.Object } given && Domain.Metadata.MetadataPatch.Merge(Domain.Metadata.MetadataPatch.Empty, given).Flaw is { } flaw)
                context.AddFailure(flaw);
        });
    }
}
