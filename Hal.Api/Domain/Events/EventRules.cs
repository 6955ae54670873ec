using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Metadata;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Events;

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
        RuleFor(x => x.Value)
            .Custom(
                (value, context) =>
                {
                    if (EventValue.Flaw(value) is { } flaw)
                        context.AddFailure(flaw);
                }
            );
        RuleFor(x => x.Entity)
            .Must(entity => entity is null or NewEvent.VisitorEntity or NewEvent.CompanyEntity)
            .WithMessage($"This has to be {NewEvent.VisitorEntity} or {NewEvent.CompanyEntity}.");
        RuleFor(x => x.CompanyId).MustBeCompanyReference();
        RuleFor(x => x.EventKey).MaximumLength(MaxKeyLength).WithMessage($"This may have at most {MaxKeyLength} characters.");
        RuleFor(x => x.OccurredAt).Must(text => OccurredAt.TryRead(text, time.UtcNow(), out _)).WithMessage(OccurredAt.Rule);
        RuleFor(x => x.Metadata).MustBeMetadata();
        RuleFor(x => x.Metadata)
            .Custom(
                (metadata, context) =>
                {
                    if (
                        metadata is { ValueKind: JsonValueKind.Object } given
                        && MetadataPatch.Merge(MetadataPatch.Empty, given).Flaw is { } flaw
                    )
                        context.AddFailure(flaw);
                }
            );
    }
}
