namespace Hal.Api.Domain.Companies;

/// <summary>That a contact belongs to a company.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="CompanyId">The company.</param>
/// <param name="Untouched">Whether the company is a placeholder without stage, deal, notes, metadata and history (contract 4.2, rule
/// 5).</param>
/// <param name="Contacts">For an untouched placeholder, how many contacts it has, counted to 4 (no call can account for more than 3); else
/// 0.</param>
/// <param name="Version">The company's version.</param>
public sealed record CompanyLink(Guid ContactId, Guid CompanyId, bool Untouched, int Contacts, long Version)
{
    /// <summary>Reads links; which ones is for the caller to say, of the table <c>l</c>, in the order of <c>l.id</c>.</summary>
    public const string Select = """
        select l.contact_id, l.company_id, f.untouched,
               case when f.untouched
                   then (select count(*)::int from (
                       select from contact_companies o where o.project_id = l.project_id and o.company_id = l.company_id limit 4) few)
                   else 0 end as contacts,
               c.version
        from contact_companies l
        join companies c on c.project_id = l.project_id and c.id = l.company_id
        cross join lateral (
            select c.placeholder and c.stage_id is null and c.deal_value is null and c.notes is null and c.industry is null
                and c.metadata = '{}'
                   and not exists (select from stage_changes s where s.project_id = c.project_id and s.company_id = c.id)
                   and not exists (select from deal_changes d where d.project_id = c.project_id and d.company_id = c.id) as untouched) f
        """;

    /// <summary>Reads the links of the contacts <c>$2</c> of project <c>$1</c>, in the order they were made.</summary>
    public const string OfContacts = $"{Select} where l.project_id = $1 and l.contact_id = any($2) order by l.id";

    /// <summary>The placeholders that a real company takes the place of: untouched, and nobody else's (contract 4.2, rule 5).</summary>
    /// <param name="links">The links of all the contacts that the call is about.</param>
    /// <param name="named">The companies that the call itself names: a placeholder among them is one no longer.</param>
    public static IReadOnlyList<CompanyLink> Replaceable(IReadOnlyCollection<CompanyLink> links, IReadOnlyCollection<Guid> named)
    {
        var untouched = links.Where(l => l.Untouched && !named.Contains(l.CompanyId));
        return [.. untouched.Where(l => l.Contacts <= links.Count(o => o.CompanyId == l.CompanyId)).DistinctBy(l => l.CompanyId)];
    }
}
