using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Identity;

/// <summary>A company, before and after.</summary>
/// <param name="Before">The company as it was read; null if it is new.</param>
/// <param name="After">The company as it will be stored.</param>
public sealed record CompanyChange(Company? Before, Company After);

/// <summary>What an identify changes in the contact's companies (contract 4.2, rules 4 and 5).</summary>
public sealed record CompanyPlan
{
    /// <summary>The plan that does nothing.</summary>
    public static readonly CompanyPlan None = new();

    /// <summary>There is no company with this id.</summary>
    public static readonly ProblemCode UnknownCompany = new(422, "unknown_company", "There is no such company");

    /// <summary>The company that the call names in <c>company</c>.</summary>
    public Company? Named { get; init; }

    /// <summary>What became of <c>company.stage</c>; null if none was given.</summary>
    public StageDecision? Stage { get; init; }

    /// <summary>The companies that the call asked to be linked, in its order.</summary>
    public IReadOnlyList<Guid> LinkedIds { get; init; } = [];

    /// <summary>The companies to write.</summary>
    public IReadOnlyList<CompanyChange> Changes { get; init; } = [];

    /// <summary>The companies to link.</summary>
    public IReadOnlyList<Guid> NewLinks { get; init; } = [];

    /// <summary>Placeholders that a real company takes the place of.</summary>
    public IReadOnlyList<CompanyLink> Replaced { get; init; } = [];

    /// <summary>The contact's companies in the end.</summary>
    public IReadOnlyList<Guid> InTheEnd { get; init; } = [];

    /// <summary>A domain whose company has to be looked up before this can be decided; null if all is known.</summary>
    public string? DomainToLookUp { get; init; }

    /// <summary>Whether a link is made or removed.</summary>
    public bool TouchesLinks => NewLinks.Count > 0 || Replaced.Count > 0;

    /// <summary>Decides.</summary>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="facts">What is stored.</param>
    /// <param name="stages">The project's stages.</param>
    /// <param name="contact">The contact as it will be stored.</param>
    /// <param name="absorbedId">A contact whose companies come along.</param>
    /// <param name="newId">Makes the ids of new companies.</param>
    public static Result<CompanyPlan> Decide(
        IdentifyRequest wanted,
        IdentityFacts facts,
        StageList stages,
        Contact contact,
        Guid? absorbedId,
        Func<Guid> newId
    )
    {
        var links = facts.Links.Where(l => l.ContactId == contact.Id || l.ContactId == absorbedId).ToList();
        var changes = new List<CompanyChange>();
        StageDecision? stage = null;
        if (wanted.Company is not null)
        {
            var named = NamedCompany.Decide(wanted.Company, wanted.Mode, facts.Named, links, stages, newId);
            if (!named.Succeeded)
                return named.Problem;

            (var change, stage) = named.Value;
            changes.Add(change);
        }

        var linkedIds = changes.Select(c => c.After.Id).ToList();
        for (var i = 0; i < wanted.CompanyRefs.Count; i++)
        {
            // A company that this very call makes counts as existing.
            if (Company.Find([.. facts.Named, .. changes.Select(c => c.After)], wanted.CompanyRefs[i]) is not { } company)
                return Problem.Invalid($"company_ids[{i}]", "No company has this id.", UnknownCompany);

            if (!linkedIds.Contains(company.Id))
                linkedIds.Add(company.Id);
        }

        var newLinks = linkedIds.Where(id => links.All(l => l.CompanyId != id)).ToList();
        if (links.Count == 0 && newLinks.Count == 0 && contact.Email is not null)
        {
            var domain = Email.DomainOf(contact.Email);
            if (!FreeMail.Offers(domain) && facts.OfDomain?.Domain != domain)
                return new CompanyPlan { DomainToLookUp = domain };

            newLinks.Add(Placeholder(contact, domain, facts.OfDomain?.Company, changes, newId));
        }

        var asked = changes.Select(c => c.After).Concat(facts.Named).Where(c => linkedIds.Contains(c.Id));
        var hasReal = asked.Any(c => !c.Placeholder) || (absorbedId is not null && links.Any(l => !l.Untouched));
        var replaced = hasReal ? CompanyLink.Replaceable(links, linkedIds) : [];
        return new CompanyPlan
        {
            Named = wanted.Company is null ? null : changes[0].After,
            Stage = stage,
            LinkedIds = linkedIds,
            Changes = [.. changes.Where(c => c.Before != c.After)],
            NewLinks = newLinks,
            Replaced = replaced,
            InTheEnd = [.. links.Where(l => !replaced.Contains(l)).Select(l => l.CompanyId).Concat(newLinks).Distinct()],
        };
    }

    /// <summary>The company to act on in place of one that may have been replaced.</summary>
    /// <param name="companyId">A company, or null.</param>
    public Guid? InsteadOf(Guid? companyId) => Replaced.Any(l => l.CompanyId == companyId) ? Substitute : companyId;

    /// <summary>What takes the place of the replaced placeholders.</summary>
    public Guid Substitute => LinkedIds.Count > 0 ? LinkedIds[0] : InTheEnd[0];

    private static Guid Placeholder(Contact contact, string domain, Company? ofDomain, List<CompanyChange> changes, Func<Guid> newId)
    {
        var isFree = FreeMail.Offers(domain);
        if (!isFree && ofDomain is not null)
            return ofDomain.Id;

        var name = isFree ? contact.Name ?? contact.Email! : domain;
        var made = new Company(newId(), null, name, isFree ? null : domain, null, null, MetadataPatch.Empty, true, 0);
        changes.Add(new CompanyChange(null, made));
        return made.Id;
    }
}
