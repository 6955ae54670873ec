using System.Text.Json;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Events;

/// <summary>An event as it is stored (contract 3).</summary>
public sealed record StoredEvent(
    Guid Id,
    Guid? VisitorId,
    Guid? ContactId,
    Guid? CompanyId,
    string Entity,
    string Name,
    JsonElement? Value,
    string? EventKey,
    DateTime OccurredAt
)
{
    /// <summary>Reads the events of project <c>$1</c> with one of the keys <c>$2</c>.</summary>
    public const string ByKeys = """
        select id, visitor_id, contact_id, company_id, entity, name, value, event_key, occurred_at
        from events
        where project_id = $1 and event_key = any($2)
        """;

    private const string Columns =
        "project_id, id, visitor_id, contact_id, company_id, entity, name, value, event_key, metadata, source, occurred_at, created_at";

    private const string Insert = $"insert into events ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $13, $11, $12)";

    // Whoever identifies the visitor meanwhile gives its events to the contact. One that came a moment later would be nobody's for good,
    // and may want a proof now.
    private const string InsertAnonymous = $"""
        with written as (
            insert into events ({Columns})
            select $1, $2, v.id, $4::uuid, $5, $6, $7, $8, $9, $10, $13, $11, $12
            from visitors v
            where v.project_id = $1 and v.id = $3 and v.contact_id is null
            for share of v
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    /// <summary>The event that a visitor's draft becomes, or 409 <c>company_not_linked</c> (contract 4.4).</summary>
    /// <param name="draft">What the caller described.</param>
    /// <param name="companies">Those of the contact's companies that the call may mean.</param>
    public static Result<StoredEvent> Of(Guid id, NewEvent draft, Visitor visitor, IReadOnlyList<Company> companies)
    {
        Guid? company = null;
        if (draft.CompanyRef is not null)
        {
            company = Company.Find(companies, draft.CompanyRef)?.Id;
            if (company is null)
                return new Problem(ActingCompany.CompanyNotLinked, "The visitor's contact is not linked to this company_id.");
        }
        else if (draft.Entity == NewEvent.CompanyEntity)
        {
            company = visitor.ActiveCompanyId;
            if (company is null)
                return new Problem(
                    ActingCompany.CompanyNotLinked,
                    "The visitor has no active company; identify it with one, or send company_id."
                );
        }

        return new StoredEvent(
            id,
            visitor.Id,
            visitor.ContactId,
            company,
            draft.Entity,
            draft.Name,
            draft.Value,
            draft.Key,
            draft.OccurredAt
        );
    }

    /// <summary>The event that a draft becomes which no visitor sent.</summary>
    /// <param name="draft">What the caller described.</param>
    /// <param name="contact">The contact it belongs to; null for none.</param>
    /// <param name="company">The company it belongs to; null for none.</param>
    public static StoredEvent Of(Guid id, NewEvent draft, Guid? contact, Guid? company)
    {
        return new StoredEvent(id, null, contact, company, draft.Entity, draft.Name, draft.Value, draft.Key, draft.OccurredAt);
    }

    /// <summary>Adds the event to a batch.</summary>
    /// <param name="metadata">The caller's own fields.</param>
    /// <param name="origin">Who sends it.</param>
    public void Save(SqlBatch batch, ProjectId project, JsonElement? metadata, ChangeOrigin origin)
    {
        var fields = MetadataPatch.Merge(MetadataPatch.Empty, metadata).Value;
        batch.Add(
            VisitorId is not null && ContactId is null ? InsertAnonymous : Insert,
            project.Value,
            Id,
            VisitorId,
            ContactId,
            CompanyId,
            Entity,
            Name,
            Value,
            EventKey,
            fields,
            OccurredAt,
            origin.At,
            origin.Source
        );
    }
}
