using System.Collections.Immutable;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Tests.Domain.Identity;

/// <summary>A project's rows in memory: gives the facts of a call, as the handler reads them, and applies its plan.</summary>
internal sealed record IdentityStore
{
    private static int _made;

    public Visitor? Visitor { get; init; }

    public ImmutableList<Contact> Contacts { get; init; } = [];

    public ImmutableList<Company> Companies { get; init; } = [];

    public ImmutableList<(Guid Contact, Guid Company)> Links { get; init; } = [];

    public StageList Stages { get; init; } = new([]);

    public static Guid NewId() => new(Interlocked.Increment(ref _made), 0, 0, new byte[8]);

    /// <summary>Decides, and looks a domain up if the decision needs it, as the handler does.</summary>
    public Result<IdentityPlan> Decide(IdentifyRequest request, CallerProof proof)
    {
        var facts = FactsOf(request);
        var plan = IdentityPlan.Decide(request, facts, Stages, proof, NewId);
        return plan.Value?.Companies.DomainToLookUp is { } domain
            ? IdentityPlan.Decide(request, facts with { OfDomain = OfDomain(domain) }, Stages, proof, NewId)
            : plan;
    }

    public IdentityStore After(IdentityPlan plan)
    {
        var (contacts, links) = (Contacts, Links);
        if (plan.Contact is { } resolved)
        {
            contacts = contacts.RemoveAll(c => c.Id == resolved.After.Id || c.Id == resolved.Absorbed?.Id);
            contacts = contacts.Add(resolved.After with { Version = resolved.After.Version + 1 });
            if (resolved.Absorbed is { } absorbed)
                links = [.. links.Select(l => l.Contact == absorbed.Id ? (resolved.After.Id, l.Company) : l).Distinct()];

            links = links.AddRange(plan.Companies.NewLinks.Select(company => (resolved.After.Id, company)));
        }

        var changed = plan.Companies.Changes.Select(c => c.After with { Version = c.After.Version + 1 }).ToList();
        var gone = plan.Companies.Replaced.Select(l => l.CompanyId).ToHashSet();
        return this with
        {
            Visitor = plan.Visitor with { Version = plan.Visitor.Version + 1 },
            Contacts = contacts,
            Companies = Companies.RemoveAll(c => gone.Contains(c.Id) || changed.Any(n => n.Id == c.Id)).AddRange(changed),
            Links = links.RemoveAll(l => gone.Contains(l.Company)),
        };
    }

    private IdentityFacts FactsOf(IdentifyRequest request)
    {
        var claim = request.Claim;
        var own = Contacts.Find(c => c.Id == Visitor?.ContactId);
        var byUserId = claim.UserId is null ? null : Contacts.Find(c => c.UserId == claim.UserId);
        var byEmail = claim.Email is null ? null : Contacts.Find(c => c.Email == claim.Email);
        Guid?[] candidates = [own?.Id, byUserId?.Id, byEmail?.Id];
        string[] refs = request.Company?.Id is { } id ? [id, .. request.CompanyRefs] : [.. request.CompanyRefs];
        var name = request.Company is { Id: null, Name: { } given } ? FoldedName.Of(given) : null;
        return new IdentityFacts(
            Visitor is null ? null : Visitor with { ContactVerified = own is { Verified: true }, ContactUserId = own?.UserId },
            own,
            [.. Links.Where(l => candidates.Contains(l.Contact)).Select(LinkOf)],
            byUserId,
            byEmail,
            claim.Email is null ? null : OfDomain(Email.DomainOf(claim.Email)),
            [.. Companies.Where(c => FoldedName.Of(c.Name) == name || refs.Any(r => Company.Find([c], r) is not null))]
        );
    }

    private CompanyLink LinkOf((Guid Contact, Guid Company) link)
    {
        var company = Companies.Find(c => c.Id == link.Company)!;
        var isUntouched = company is { Placeholder: true, StageId: null, DealValue: null };
        var contacts = isUntouched ? Math.Min(4, Links.Count(l => l.Company == link.Company)) : 0;
        return new CompanyLink(link.Contact, link.Company, isUntouched, contacts, company.Version);
    }

    private CompanyOfDomain OfDomain(string domain) => new(domain, Companies.Where(c => c.Domain == domain).MinBy(c => c.Id));
}
