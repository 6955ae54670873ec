using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Identity;

/// <summary>What an identify changes (contract 4.2). Pure, so that it can be decided again when a race is lost.</summary>
public sealed record IdentityPlan
{
    /// <summary>A company was named, but nobody who could belong to it.</summary>
    public static readonly ProblemCode IdentityRequired = new(422, "identity_required", "A company needs somebody who belongs to it");

    /// <summary>The visitor as it was read; null if it is new.</summary>
    public Visitor? VisitorBefore { get; init; }

    /// <summary>The visitor as it will be stored.</summary>
    public required Visitor Visitor { get; init; }

    /// <summary>The contact, before and after; null while the visitor is anonymous.</summary>
    public ResolvedContact? Contact { get; init; }

    /// <summary>The contact's companies.</summary>
    public CompanyPlan Companies { get; init; } = CompanyPlan.None;

    /// <summary>Whether the contact's row, or what hangs on it, changes.</summary>
    public bool TouchesContact =>
        Contact is not null
        && (
            Contact.Before != Contact.After
            || Contact.Absorbed is not null
            || VisitorBefore?.ContactId != Contact.After.Id
            || Companies.TouchesLinks
        );

    /// <summary>Whether nothing at all changes.</summary>
    public bool IsEmpty => VisitorBefore == Visitor && !TouchesContact && Companies.Changes.Count == 0;

    /// <summary>Decides.</summary>
    /// <param name="wanted">What the call asks for.</param>
    /// <param name="facts">What is stored.</param>
    /// <param name="newId">Makes the ids of new rows.</param>
    public static Result<IdentityPlan> Decide(
        IdentifyRequest wanted,
        IdentityFacts facts,
        StageList stages,
        CallerProof proof,
        Func<Guid> newId
    )
    {
        var claim = wanted.Claim;
        if (
            proof.Missing(claim.NamesSomebody || wanted.NamesCompanies || facts.Own is not null, facts.MeetsVerified, proof.IsProven) is
            { } missing
        )
            return missing;

        // One row may have been read as several of these, and has to be one object then.
        var byEmail = Same(facts.ByEmail, facts.ByUserId);
        var own = Same(Same(facts.Own, facts.ByUserId), byEmail);
        var resolved = ContactResolution.Resolve(claim, facts.ByUserId, byEmail, own, proof.IsProven, newId);
        return resolved is null ? Anonymous(wanted, facts, proof, newId) : Identified(wanted, facts, stages, proof, resolved, newId);
    }

    private static Result<IdentityPlan> Anonymous(IdentifyRequest wanted, IdentityFacts facts, CallerProof proof, Func<Guid> newId)
    {
        if (wanted.NamesCompanies)
            return Problem.Invalid(
                wanted.Company is null ? "company_ids" : "company",
                "Send user_id or email as well: a company needs a contact who belongs to it.",
                IdentityRequired
            );

        var visitor = facts.Visitor ?? Visitor.New(newId());
        var properties = MetadataPatch.Merge(visitor.Properties, wanted.Metadata);
        if (properties.Flaw is not null)
            return Problem.Invalid("metadata", properties.Flaw);

        return new IdentityPlan
        {
            VisitorBefore = facts.Visitor,
            Visitor = visitor with
            {
                Name = wanted.Claim.Name ?? visitor.Name,
                Phone = wanted.Claim.Phone ?? visitor.Phone,
                Properties = properties.Value,
                Verified = visitor.Verified || proof.IsProven,
            },
        };
    }

    private static Result<IdentityPlan> Identified(
        IdentifyRequest wanted,
        IdentityFacts facts,
        StageList stages,
        CallerProof proof,
        ResolvedContact resolved,
        Func<Guid> newId
    )
    {
        var visitor = facts.Visitor ?? Visitor.New(newId());
        var said = MetadataPatch.Merge(resolved.After.Metadata, wanted.Metadata);
        if (said.Flaw is not null)
            return Problem.Invalid("metadata", said.Flaw);

        // A contact that is merged into another brings its visitors along; that is no change of person.
        var contactId = resolved.After.Id;
        var staysSame = visitor.ContactId == contactId || (visitor.ContactId is not null && visitor.ContactId == resolved.Absorbed?.Id);

        // What was gathered takes the room that is left, so that it never crowds out what the call says. What found no room at one person
        // is not another's.
        var gathered = visitor.ContactId is null || staysSame ? visitor.Properties : MetadataPatch.Empty;
        var (metadata, rest) = MetadataPatch.Fill(said.Value, gathered, wanted.Metadata);
        var contact = resolved.After with
        {
            Name = wanted.Claim.Name ?? resolved.After.Name ?? visitor.Name,
            Phone = wanted.Claim.Phone ?? resolved.After.Phone ?? visitor.Phone,
            Metadata = metadata,
            Verified = resolved.After.Verified || proof.IsProven,
        };
        var companies = CompanyPlan.Decide(wanted, facts, stages, contact, resolved.Absorbed?.Id, newId);
        if (!companies.Succeeded)
            return companies.Problem;

        var active = companies.Value.Named?.Id ?? (staysSame ? companies.Value.InsteadOf(visitor.ActiveCompanyId) : null);
        return new IdentityPlan
        {
            VisitorBefore = facts.Visitor,
            Visitor = visitor with
            {
                ContactId = contact.Id,
                ActiveCompanyId = active,
                Name = null,
                Phone = null,
                Properties = rest,
                Verified = proof.IsProven || (staysSame && visitor.Verified),
            },
            Contact = resolved with { After = contact },
            Companies = companies.Value,
        };
    }

    private static Contact? Same(Contact? contact, Contact? other) => contact?.Id == other?.Id ? other : contact;
}
