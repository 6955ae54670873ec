using System.Text.Json;
using System.Text.Json.Serialization;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.ExportContact;

/// <summary>Exports all that is held on a person.</summary>
public sealed record ExportContactQuery : IRequest<Result<ExportContactResponse>>, IProjectRequest, IAuditedRead
{
    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }
}

/// <summary>All that is held on a person.</summary>
/// <param name="Export">What is held.</param>
public sealed record ExportContactResponse(ExportContactFile Export);

/// <summary>All that is held on a person, each list in the order it came about.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Visitors">Its browsers and devices.</param>
/// <param name="Companies">The companies it belongs to.</param>
/// <param name="Events">What happened to it.</param>
/// <param name="Conversations">What was written to and by it.</param>
/// <param name="StageChanges">What its visitors did to the stages of companies.</param>
/// <param name="DealChanges">What its visitors did to the deals of companies.</param>
/// <param name="Merges">The contacts that were merged into it.</param>
/// <param name="Audit">What members and API keys did to it.</param>
public sealed record ExportContactFile(
    ContactAnswer Contact,
    IReadOnlyList<ExportContactVisitor> Visitors,
    IReadOnlyList<ExportContactCompany> Companies,
    IReadOnlyList<ExportContactEvent> Events,
    IReadOnlyList<ExportContactConversation> Conversations,
    IReadOnlyList<ExportContactStageChange> StageChanges,
    IReadOnlyList<ExportContactDealChange> DealChanges,
    IReadOnlyList<ExportContactMerge> Merges,
    IReadOnlyList<ExportContactAuditEntry> Audit
);

/// <summary>A visitor of the contact.</summary>
public sealed record ExportContactVisitor(
    Guid Id,
    string VisitorId,
    bool Verified,
    string? Name,
    string? Phone,
    [property: SchemaType("object")] JsonElement Properties,
    Guid? ActiveCompanyId,
    DateTime FirstSeenAt,
    DateTime LastSeenAt
);

/// <summary>A company that the contact belongs to.</summary>
public sealed record ExportContactCompany(Guid Id, string Name, DateTime LinkedAt);

/// <summary>An event of the contact, or of its visitors while they were anonymous.</summary>
public sealed record ExportContactEvent(
    Guid Id,
    Guid? VisitorId,
    Guid? CompanyId,
    [property: SchemaEnum(NewEvent.VisitorEntity, NewEvent.CompanyEntity)] string Entity,
    string Name,
    [property: SchemaType("string", "number", "boolean", "null")] JsonElement? Value,
    string? EventKey,
    [property: SchemaType("object")] JsonElement Metadata,
    [property: SchemaEnum("widget", "account", "v1")] string Source,
    DateTime OccurredAt,
    DateTime CreatedAt
);

/// <summary>A conversation of the contact, or of its visitors while they were anonymous.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="VisitorId">Hal's id of the visitor.</param>
/// <param name="Status">Its status.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Messages">All its messages, internal notes too.</param>
public sealed record ExportContactConversation(
    Guid Id,
    Guid? VisitorId,
    [property: SchemaEnum("open", "snoozed", "resolved")] string Status,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    IReadOnlyList<ExportContactMessage> Messages
);

/// <summary>A message of a conversation.</summary>
public sealed record ExportContactMessage(
    Guid Id,
    [property: SchemaEnum("visitor", "member", "api_key")] string AuthorType,
    Guid AuthorId,
    string Content,
    bool Internal,
    string? ClientMessageId,
    DateTime CreatedAt
);

/// <summary>A stage that one of the visitors set.</summary>
public sealed record ExportContactStageChange(
    Guid Id,
    Guid CompanyId,
    Guid? FromStageId,
    string? FromName,
    Guid? ToStageId,
    string? ToName,
    [property: SchemaEnum("widget", "account", "v1")] string Source,
    string Actor,
    DateTime ChangedAt
);

/// <summary>A deal that one of the visitors set.</summary>
public sealed record ExportContactDealChange(
    Guid Id,
    Guid CompanyId,
    decimal? FromValue,
    decimal? ToValue,
    [property: SchemaEnum("widget", "account", "v1")] string Source,
    string Actor,
    DateTime ChangedAt
);

/// <summary>A contact that was merged into this one.</summary>
/// <param name="Id">The id it had.</param>
/// <param name="Moved">The contact as it was, and what came along with it.</param>
/// <param name="Source">The family that merged it.</param>
/// <param name="Actor">Who merged it.</param>
/// <param name="MergedAt">When.</param>
public sealed record ExportContactMerge(
    Guid Id,
    [property: SchemaType("object")] JsonElement Moved,
    [property: SchemaEnum("widget", "account", "v1")] string Source,
    string Actor,
    DateTime MergedAt
);

/// <summary>Something that was done to the contact.</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="Source">The family.</param>
/// <param name="Actor">Which member or key.</param>
/// <param name="Action">The use case.</param>
/// <param name="Target">The contact's id, or that of one that was merged into it.</param>
/// <param name="Fields">The fields that were sent.</param>
/// <param name="Request">The request's id.</param>
/// <param name="At">When.</param>
public sealed record ExportContactAuditEntry(
    Guid Id,
    [property: SchemaEnum("account", "v1")] string Source,
    string Actor,
    string Action,
    Guid? Target,
    string[] Fields,
    string Request,
    DateTime At
);
