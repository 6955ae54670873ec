using System.Text.Json;

namespace Hal.Api.Domain.Timeline;

/// <summary>A row of a timeline, read by one statement of which each branch is a short walk along an index.</summary>
/// <param name="Type">Which branch it comes from.</param>
/// <param name="Id">The row's id there.</param>
/// <param name="At">When it happened.</param>
/// <param name="Source">Through which family.</param>
/// <param name="Actor">Which visitor, member or key.</param>
/// <param name="Name">An event's name.</param>
/// <param name="Value">An event's value.</param>
/// <param name="Entity">What an event is about.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="CompanyId">The company.</param>
/// <param name="VisitorId">The visitor.</param>
/// <param name="Metadata">An event's own fields.</param>
/// <param name="FromId">The stage before.</param>
/// <param name="FromName">What it was called.</param>
/// <param name="ToId">The stage after.</param>
/// <param name="ToName">What it was called.</param>
/// <param name="FromValue">The deal before.</param>
/// <param name="ToValue">The deal after.</param>
public sealed record TimelineRow(
    string Type,
    Guid Id,
    DateTime At,
    string? Source,
    string? Actor,
    string? Name,
    JsonElement? Value,
    string? Entity,
    Guid? ContactId,
    Guid? CompanyId,
    Guid? VisitorId,
    JsonElement? Metadata,
    Guid? FromId,
    string? FromName,
    Guid? ToId,
    string? ToName,
    decimal? FromValue,
    decimal? ToValue
)
{
    /// <summary>An event.</summary>
    public const string EventType = "event";

    /// <summary>A move in the pipeline.</summary>
    public const string StageChangeType = "stage_change";

    /// <summary>A change of a deal.</summary>
    public const string DealChangeType = "deal_change";

    /// <summary>A link between a contact and a company.</summary>
    public const string LinkType = "link";

    /// <summary>A merge of two contacts.</summary>
    public const string MergeType = "merge";

    /// <summary>
    /// Reads of the timeline of contact <c>$2</c> of project <c>$1</c> at most <c>$5</c> rows behind <c>$3</c> and <c>$4</c>.
    /// </summary>
    public const string OfContact = $"""
        select *
        from (
            ({Event} and e.contact_id = $2 and {EventPage})
            union all
            ({Link} and l.contact_id = $2 and {LinkPage})
            union all
            ({Merge} and m.survivor_id = $2 and (m.merged_at, m.id) < ($3, $4) order by m.merged_at desc, m.id desc limit $5)
            union all
            (select s.*
             from contact_companies o
             cross join lateral ({StageChange} and s.company_id = o.company_id and {StageChangePage}) s
             where o.project_id = $1 and o.contact_id = $2)
            union all
            (select d.*
             from contact_companies o
             cross join lateral ({DealChange} and d.company_id = o.company_id and {DealChangePage}) d
             where o.project_id = $1 and o.contact_id = $2)) t
        order by at desc, id desc
        limit $5
        """;

    /// <summary>
    /// Reads of the timeline of company <c>$2</c> of project <c>$1</c> at most <c>$5</c> rows behind <c>$3</c> and <c>$4</c>.
    /// </summary>
    public const string OfCompany = $"""
        select *
        from (
            ({Event} and e.company_id = $2 and {EventPage})
            union all
            ({Link} and l.company_id = $2 and {LinkPage})
            union all
            ({StageChange} and s.company_id = $2 and {StageChangePage})
            union all
            ({DealChange} and d.company_id = $2 and {DealChangePage})) t
        order by at desc, id desc
        limit $5
        """;

    private const string Event = $"""
        select '{EventType}' as type, e.id, e.occurred_at as at, e.source, case
            when e.source = 'widget' then 'visitor:' || e.visitor_id end as actor,
               e.name, e.value, e.entity, e.contact_id, e.company_id, e.visitor_id, e.metadata,
               null::uuid as from_id, null::text as from_name, null::uuid as to_id, null::text as to_name,
               null::numeric as from_value, null::numeric as to_value
        from events e
        where e.project_id = $1
        """;

    private const string StageChange = $"""
        select '{StageChangeType}' as type, s.id, s.changed_at as at, s.source, s.actor,
               null::text as name, null::jsonb as value, null::text as entity, null::uuid as contact_id, s.company_id,
                   null::uuid as visitor_id, null::jsonb as metadata,
               s.from_stage_id as from_id, s.from_name, s.to_stage_id as to_id, s.to_name,
               null::numeric as from_value, null::numeric as to_value
        from stage_changes s
        where s.project_id = $1
        """;

    private const string DealChange = $"""
        select '{DealChangeType}' as type, d.id, d.changed_at as at, d.source, d.actor,
               null::text as name, null::jsonb as value, null::text as entity, null::uuid as contact_id, d.company_id,
                   null::uuid as visitor_id, null::jsonb as metadata,
               null::uuid as from_id, null::text as from_name, null::uuid as to_id, null::text as to_name, d.from_value, d.to_value
        from deal_changes d
        where d.project_id = $1
        """;

    private const string Link = $"""
        select '{LinkType}' as type, l.id, l.created_at as at, null::text as source, null::text as actor,
               null::text as name, null::jsonb as value, null::text as entity, l.contact_id, l.company_id, null::uuid as visitor_id,
                   null::jsonb as metadata,
               null::uuid as from_id, null::text as from_name, null::uuid as to_id, null::text as to_name,
               null::numeric as from_value, null::numeric as to_value
        from contact_companies l
        where l.project_id = $1
        """;

    private const string Merge = $"""
        select '{MergeType}' as type, m.id, m.merged_at as at, m.source, m.actor,
               null::text as name, null::jsonb as value, null::text as entity, m.survivor_id as contact_id, null::uuid as company_id,
                   null::uuid as visitor_id,
               null::jsonb as metadata,
               null::uuid as from_id, null::text as from_name, null::uuid as to_id, null::text as to_name,
               null::numeric as from_value, null::numeric as to_value
        from contact_merges m
        where m.project_id = $1
        """;

    // Each branch by itself goes no further than the page.
    private const string EventPage = "(e.occurred_at, e.id) < ($3, $4) order by e.occurred_at desc, e.id desc limit $5";
    private const string LinkPage = "(l.created_at, l.id) < ($3, $4) order by l.created_at desc, l.id desc limit $5";
    private const string StageChangePage = "(s.changed_at, s.id) < ($3, $4) order by s.changed_at desc, s.id desc limit $5";
    private const string DealChangePage = "(d.changed_at, d.id) < ($3, $4) order by d.changed_at desc, d.id desc limit $5";
}
