using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Identity;

/// <summary>Finds or makes the company that an identify names, and gives it what the call says (contract 4.2, rule 4).</summary>
public static class NamedCompany
{
    /// <summary>Decides.</summary>
    /// <param name="wanted">What the call says.</param>
    /// <param name="mode">How the stage is treated.</param>
    /// <param name="candidates">The companies that the call may mean, the oldest first.</param>
    /// <param name="links">The contact's companies.</param>
    /// <param name="newId">Makes the id of a new company.</param>
    public static Result<(CompanyChange Change, StageDecision? Stage)> Decide(
        CompanyRequest wanted,
        StageUpdateMode mode,
        IReadOnlyList<Company> candidates,
        IReadOnlyList<CompanyLink> links,
        StageList stages,
        Func<Guid> newId
    )
    {
        var before = wanted.Id is not null ? Company.Find(candidates, wanted.Id) : ByName(wanted.Name!, candidates, links);
        var company = before
            ?? new Company(newId(), wanted.Id, wanted.Name ?? wanted.Id!, wanted.Domain, null, null, MetadataPatch.Empty, false, 0);
        var metadata = MetadataPatch.Merge(company.Metadata, wanted.Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("company.metadata", metadata.Flaw);

        StageDecision? decision = null;
        if (wanted.Stage is not null)
        {
            if (stages.Find(wanted.Stage) is not { } stage)
                return StageList.Unknown("company.stage");

            decision = StagePrecedence.Decide(mode, stages.ById(company.StageId), stage);
            company = decision.Applied ? company with { StageId = stage.Id } : company;
        }

        company = company with
        {
            // Found by name means that the name is right already, in somebody's spelling.
            Name = wanted.Id is not null ? wanted.Name ?? company.Name : company.Name,
            Domain = wanted.Domain ?? company.Domain,
            DealValue = wanted.DealValue ?? company.DealValue,
            Metadata = metadata.Value,
            Placeholder = false,
        };
        return (new CompanyChange(before, company), decision);
    }

    private static Company? ByName(string name, IReadOnlyList<Company> candidates, IReadOnlyList<CompanyLink> links)
    {
        var key = FoldedName.Of(name);
        // A placeholder without a domain stands for one person, and is nobody else's for the name it happens to have.
        var fitting = candidates
            .Where(c =>
                FoldedName.Of(c.Name) == key && (c is not { Placeholder: true, Domain: null } || links.Any(l => l.CompanyId == c.Id))
            )
            .ToList();
        return fitting.FirstOrDefault(c => links.Any(l => l.CompanyId == c.Id)) ?? fitting.FirstOrDefault();
    }
}
