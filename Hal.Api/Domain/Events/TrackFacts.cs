using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Events;

/// <summary>What is stored about a visitor that tracks events.</summary>
/// <param name="Visitor">The visitor; null if it is new.</param>
/// <param name="IsContactVerified">Whether its contact was proven before.</param>
/// <param name="Companies">Those of its contact's companies that the call names.</param>
/// <param name="Known">The events whose keys the call repeats.</param>
public sealed record TrackFacts(Visitor? Visitor, bool IsContactVerified, IReadOnlyList<Company> Companies, IReadOnlyList<StoredEvent> Known)
{
    /// <summary>The statements that are always needed.</summary>
    public const string Sql = Session.ProjectVersion + Visitors.Visitor.Sql + """
        select verified
        from contacts
        where project_id = @ProjectId
          and id = (select contact_id from visitors where project_id = @ProjectId and visitor_id = @VisitorId);

        """;

    /// <summary>The statements when the call names companies or repeats keys.</summary>
    public const string SqlWithReferences = Sql + $"""
        select c.id, c.external_id, c.name, c.domain, c.stage_id, c.deal_value, c.metadata, c.placeholder, c.version
        from visitors v
        join contact_companies l on l.project_id = v.project_id and l.contact_id = v.contact_id
        join companies c on c.project_id = l.project_id and c.id = l.company_id
        where v.project_id = @ProjectId and v.visitor_id = @VisitorId
          and (c.id = any(@CompanyIds) or c.external_id = any(@CompanyRefs));

        {StoredEvent.ByKeys}
        """;
}
