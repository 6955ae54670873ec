using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Families.V1;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Events.Track;

/// <summary>Records a milestone of a contact or a company, without a browser.</summary>
public sealed record TrackCommand : IRequest<Result<TrackResponse>>, IV1Request, IRecordedWrite, IEventInput
{
    public static string Scope => Scopes.EventsWrite;

    /// <summary>What happened, 1 to 100 characters. Required.</summary>
    public string? Name { get; init; }

    /// <summary>Up to 255 characters. Makes the event idempotent in the project, forever.</summary>
    public string? EventKey { get; init; }

    /// <summary>
    /// visitor (the default): the milestone is a person's, and user_id or email is needed. company: it is the company's, and company_id is
    /// needed and enough.
    /// </summary>
    [SchemaEnum(NewEvent.VisitorEntity, NewEvent.CompanyEntity)]
    public string? Entity { get; init; }

    /// <summary>Your own id of the person; it takes precedence over email. Blank counts as absent.</summary>
    public string? UserId { get; init; }

    /// <summary>The person's e-mail. Blank counts as absent.</summary>
    [SchemaLength(Domain.Fields.Email.MaxLength)]
    public string? Email { get; init; }

    /// <summary>The person's name, for a contact that has none.</summary>
    public string? ContactName { get; init; }

    /// <summary>A string of up to 1,000 characters, a number or a boolean.</summary>
    [SchemaType("string", "number", "boolean", "null")]
    public JsonElement Value { get; init; }

    /// <summary>An RFC 3339 instant, not before 2000 and at most 24 hours ahead; now if absent.</summary>
    [SchemaFormat("date-time")]
    public string? OccurredAt { get; init; }

    /// <summary>A company by Hal's id or your own; an unknown one makes a company with this external id.</summary>
    [SchemaLength(CallerId.MaxLength, Min = 1)]
    public string? CompanyId { get; init; }

    /// <summary>What is known of the company of company_id.</summary>
    public TrackCompany? Company { get; init; }

    /// <summary>
    /// Your own fields: kept with the event and merged into the contact. Keys that the contact has stay, unless overwrite_metadata is true.
    /// </summary>
    [SchemaType("object", "null")]
    public JsonElement? Metadata { get; init; }

    /// <summary>Whether metadata and company.metadata overwrite keys that are there, null removing them; false if absent.</summary>
    public bool? OverwriteMetadata { get; init; }
}

/// <summary>What is known of a company.</summary>
public sealed record TrackCompany
{
    /// <summary>The name, for a company that has none of its own.</summary>
    public string? Name { get; init; }

    /// <summary>Merged by key into the company. Keys that are there stay, unless overwrite_metadata is true.</summary>
    [SchemaType("object", "null")]
    public JsonElement? Metadata { get; init; }

    internal bool SaysNothing => CallerId.OrAbsent(Name) is null && Metadata is null or { ValueKind: JsonValueKind.Null };
}

/// <summary>The event.</summary>
/// <param name="Event">The event that was stored, now or the first time.</param>
public sealed record TrackResponse(TrackEvent Event);

/// <summary>An event, and whose it is.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Name">What happened.</param>
/// <param name="ContactId">The contact it belongs to; null if only a company was named.</param>
/// <param name="CompanyId">The company it belongs to; null if none was named.</param>
/// <param name="OccurredAt">When it took place.</param>
/// <param name="Duplicate">Whether an event with this event_key was stored before; then that one is answered and nothing was
/// stored.</param>
public sealed record TrackEvent(Guid Id, string Name, Guid? ContactId, Guid? CompanyId, DateTime OccurredAt, bool Duplicate);

public sealed class TrackValidator : AbstractValidator<TrackCommand>
{
    public TrackValidator(TimeProvider time)
    {
        Include(new EventRules<TrackCommand>(time));
        RuleFor(x => x.UserId).MustBeUserId();
        RuleFor(x => x.Email).MustBeEmail();
        RuleFor(x => x.ContactName).MustBeName();
        RuleFor(x => x.UserId)
            .Must((x, _) => IdentityClaim.From(x.UserId, x.Email, null, null).NamesSomebody)
            .When(x => x.Entity is not NewEvent.CompanyEntity)
            .WithMessage("Send user_id or email: the event belongs to a person.");
        RuleFor(x => x.CompanyId)
            .NotNull()
            .When(x => x.Entity is NewEvent.CompanyEntity || x.Company is { SaysNothing: false })
            .WithMessage("Send the company_id of the company that is meant.");
        RuleFor(x => x.Company!).SetValidator(new CompanyValidator()).When(x => x.Company is not null);
    }

    private sealed class CompanyValidator : AbstractValidator<TrackCompany>
    {
        public CompanyValidator()
        {
            RuleFor(x => x.Name).MustBeName();
            RuleFor(x => x.Metadata).MustBeMetadata();
        }
    }
}
