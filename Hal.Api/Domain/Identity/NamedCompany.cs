using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Identity;

/// <summary>Finds or makes the company that an identify names, and gives it what the call says (contract 4.2, rule 4).</summary>
public static class NamedCompany
{
    /// <summary>Decides.</summary>
    /// <param name="wish">What the call says.</param>
    /// <param name="mode">How the stage is treated.</param>
    /// <param name="candidates">The companies that the call may mean, the oldest first.</param>
    /// <param name="links">The contact's companies.</param>
    /// <param name="pipeline">The project's stages.</param>
    public static Result<(CompanyChange Change, StageDecision? Stage)> Decide(
        CompanyWish wish, StageUpdateMode mode, IReadOnlyList<Company> candidates, IReadOnlyList<CompanyLink> links, Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(pipeline);
        var before = wish.Id is not null ? Company.Find(candidates, wish.Id) : ByName(wish.Name!, candidates, links);
        var company = before ?? new Company(Ids.New(), wish.Id, wish.Name ?? wish.Id!, wish.Domain, null, null, MetadataPatch.Empty, false, 0);
        var metadata = MetadataPatch.Merge(company.Metadata, wish.Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("company.metadata", metadata.Flaw);

        StageDecision? decision = null;
        if (wish.Stage is not null)
        {
            if (pipeline.Find(wish.Stage) is not { } stage)
                return Pipeline.Unknown("company.stage");

            decision = StagePrecedence.Decide(mode, pipeline.ById(company.StageId), stage);
            company = decision.Applied ? company with { StageId = stage.Id } : company;
        }

        company = company with
        {
            // Found by name means that the name is right already, in somebody's spelling.
            Name = wish.Id is not null ? wish.Name ?? company.Name : company.Name,
            Domain = wish.Domain ?? company.Domain,
            DealValue = wish.DealValue ?? company.DealValue,
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
            .Where(c => FoldedName.Of(c.Name) == key && (c is not { Placeholder: true, Domain: null } || links.Any(l => l.CompanyId == c.Id)))
            .ToList();
        return fitting.FirstOrDefault(c => links.Any(l => l.CompanyId == c.Id)) ?? fitting.FirstOrDefault();
    }
}
