using System.ComponentModel;
using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Events.ListEvents;

/// <summary>Lists events.</summary>
public sealed record ListEventsQuery : PageQuery, IRequest<Result<ListEventsResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    [FromQuery(Name = "name"), Description("Those of exactly this name.")]
    public string? Name { get; init; }

    [FromQuery(Name = "contact_id"), Description("Those of this contact.")]
    public string? ContactId { get; init; }

    [FromQuery(Name = "company_id"), Description("Those of this company.")]
    public string? CompanyId { get; init; }

    [FromQuery(Name = "visitor_id"), Description("Those of this visitor, by Hal's id or your own.")]
    public string? VisitorId { get; init; }

    [FromQuery(Name = "since"), Description("Those that occurred at this RFC 3339 instant or later.")]
    public string? Since { get; init; }

    [FromQuery(Name = "until"), Description("Those that occurred before this RFC 3339 instant.")]
    public string? Until { get; init; }
}

/// <summary>A page of events.</summary>
/// <param name="Events">The events, the last that occurred first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListEventsResponse(IReadOnlyList<ListEventsEvent> Events, string? NextCursor);

/// <summary>An event.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Name">What happened.</param>
/// <param name="Value">The scalar that was sent with it.</param>
/// <param name="Entity">visitor or company.</param>
/// <param name="OccurredAt">When it took place.</param>
/// <param name="ContactId">The contact it belongs to; null for an anonymous visitor's.</param>
/// <param name="CompanyId">The company it belongs to.</param>
/// <param name="VisitorId">Hal's id of the visitor it belongs to.</param>
/// <param name="EventKey">What makes it idempotent.</param>
/// <param name="Metadata">Your own fields.</param>
/// <param name="Source">The family it came through.</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record ListEventsEvent(
    Guid Id,
    string Name,
    [property: SchemaType("string", "number", "boolean", "null")] JsonElement? Value,
    [property: SchemaEnum(NewEvent.VisitorEntity, NewEvent.CompanyEntity)] string Entity,
    DateTime OccurredAt,
    Guid? ContactId,
    Guid? CompanyId,
    Guid? VisitorId,
    string? EventKey,
    [property: SchemaType("object")] JsonElement Metadata,
    [property: SchemaEnum("widget", "account", "v1")] string Source,
    DateTime CreatedAt
);

public sealed class ListEventsValidator : AbstractValidator<ListEventsQuery>
{
    public ListEventsValidator()
    {
        Include(new PageRules<ListEventsQuery>());
        RuleFor(x => x.Name).MustBeFilter();
        RuleFor(x => x.ContactId).MustBeIdFilter();
        RuleFor(x => x.CompanyId).MustBeIdFilter();
        RuleFor(x => x.VisitorId).MustBeFilter();
        RuleFor(x => x.Since).MustBeInstantFilter();
        RuleFor(x => x.Until).MustBeInstantFilter();
    }
}
