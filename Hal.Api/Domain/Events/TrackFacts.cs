using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Events;

/// <summary>What is stored about a visitor that tracks events.</summary>
/// <param name="Visitor">The visitor; null if it is new.</param>
/// <param name="Companies">Those of its contact's companies that the call names.</param>
/// <param name="Known">The events whose keys the call repeats.</param>
public sealed record TrackFacts(Visitor? Visitor, IReadOnlyList<Company> Companies, IReadOnlyList<StoredEvent> Known)
{
    private const string NamedCompanies = $"""
        select {Company.ColumnsOfC}
        from visitors v
        join contact_companies l on l.project_id = v.project_id and l.contact_id = v.contact_id
        join companies c on c.project_id = l.project_id and c.id = l.company_id
        where v.project_id = $1 and v.visitor_id = $2 and (c.id = any($3) or c.external_id = any($4))
        """;

    /// <summary>What identity needs and did not get for tracking (contract 4.1): null if the call may go on.</summary>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="namesSomebody">Whether the call carries a user id or a company.</param>
    public Problem? ProofMissing(CallerProof proof, bool namesSomebody)
    {
        return proof.Missing(
            namesSomebody || Visitor?.ContactId is not null,
            Visitor is { ContactVerified: true },
            proof.SpeaksFor(Visitor?.ContactUserId)
        );
    }

    /// <summary>Reads the facts for some events of one visitor.</summary>
    /// <param name="visitorId">The caller's own id of the visitor.</param>
    /// <param name="drafts">The events.</param>
    public static async Task<TrackFacts> ReadAsync(Database database, Project project, string visitorId, IReadOnlyList<NewEvent> drafts)
    {
        var id = project.Id.Value;
        var refs = drafts.Select(d => d.CompanyRef).OfType<string>().Distinct().ToArray();
        var keys = drafts.Select(d => d.Key).OfType<string>().Distinct().ToArray();
        var read = new SqlRead();
        var visitor = read.One<Visitor>(Visitors.Visitor.Sql, id, visitorId);
        var companies =
            refs.Length > 0
                ? read.List<Company>(NamedCompanies, id, visitorId, refs.Select(ActingCompany.IdIn).OfType<Guid>().ToArray(), refs)
                : null;
        var known = keys.Length > 0 ? read.List<StoredEvent>(StoredEvent.ByKeys, id, keys) : null;
        await database.ReadAsync(read);
        return new TrackFacts(visitor.Value, companies?.Value ?? [], known?.Value ?? []);
    }
}
