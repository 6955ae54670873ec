using Hal.Api.Domain.Companies;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Visitors;

/// <summary>
/// Which company a visitor's call acts on (contract 4.5): the one it names, else the active one, else the contact's only one.
/// </summary>
public static class ActingCompany
{
    /// <summary>Nothing to act on: the visitor is not identified.</summary>
    public static readonly ProblemCode VisitorNotIdentified = new(409, "visitor_not_identified", "The visitor has not been identified");

    /// <summary>Nothing to act on: no company, several, or one that is not the contact's.</summary>
    public static readonly ProblemCode CompanyNotLinked = new(409, "company_not_linked", "The contact has no such company");

    /// <summary>
    /// Reads the candidates among the contact's companies: those that the reference <c>$3</c>, with <c>$4</c> as the id in it, can mean or,
    /// if there is none, two, the active one first.
    /// </summary>
    public const string Sql = $"""
        select {Company.ColumnsOfC}
        from visitors v
        join contact_companies l on l.project_id = v.project_id and l.contact_id = v.contact_id
        join companies c on c.project_id = l.project_id and c.id = l.company_id
        where v.project_id = $1 and v.visitor_id = $2
          and ($3::text is null or c.id = $4::uuid or c.external_id = $3)
        order by c.id is not distinct from v.active_company_id desc, c.id
        limit 2
        """;

    /// <summary>Hal's id in a reference, or null.</summary>
    /// <param name="reference">What the caller sent.</param>
    public static Guid? IdIn(string? reference) => Guid.TryParse(reference, out var id) ? id : null;

    /// <summary>The company to act on, or 409 <c>company_not_linked</c>.</summary>
    /// <param name="candidates">What <see cref="Sql"/> read.</param>
    /// <param name="reference">The caller's <c>company_id</c>; null if it named none.</param>
    /// <param name="activeId">The visitor's active company.</param>
    public static Result<Company> Choose(IReadOnlyList<Company> candidates, string? reference, Guid? activeId)
    {
        if (reference is not null)
            return Company.Find(candidates, reference) is { } named
                ? named
                : NotLinked("The visitor's contact is not linked to this company_id.");

        if (candidates.FirstOrDefault(c => c.Id == activeId) is { } active)
            return active;

        return candidates.Count switch
        {
            1 => candidates[0],
            0 => NotLinked("The visitor's contact has no company; identify it with one first."),
            _ => NotLinked("The visitor's contact has several companies and none is active; send company_id."),
        };
    }

    private static Problem NotLinked(string detail) => new(CompanyNotLinked, detail);
}
