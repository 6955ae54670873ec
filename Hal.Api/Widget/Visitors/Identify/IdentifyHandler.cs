using Hal.Api.Background;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Visitors.Identify;

public sealed class IdentifyHandler(WidgetCall call, Database database, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<IdentifyCommand, Result<IdentifyResponse>>
{
    private const string Candidates = """
        select id from contacts where project_id = $1 and user_id = $3
        union all
        select id from contacts where project_id = $1 and email = $4
        union all
        select contact_id from visitors where project_id = $1 and visitor_id = $2
        """;

    // An array rather than a join, so that the plan does not depend on statistics.
    private const string Links = $"""
        {CompanyLink.Select}
        where l.project_id = $1 and l.contact_id = any(array({Candidates}))
        order by l.id
        """;

    private const string OfDomain = $"select {Company.Columns} from companies where project_id = $1 and domain = $2 order by id limit 1";

    private const string ByReference = $"""
        select {Company.Columns} from companies where project_id = $1 and id = any($2)
        union all
        select {Company.Columns} from companies where project_id = $1 and external_id = any($3) and id <> all($2)
        """;

    private const string ByName = $"select {Company.Columns} from companies where project_id = $1 and name_key = $2 order by id";

    public async Task<Result<IdentifyResponse>> Handle(IdentifyCommand request, CancellationToken cancellationToken)
    {
        var wanted = RequestOf(request);
        var decided = await DecideAsync(wanted);
        if (!decided.Succeeded)
            return decided.Problem;

        var plan = decided.Value;
        if (!plan.IsEmpty)
            database.Enlist(Write(plan, wanted.VisitorId));

        // Otherwise the write of the visitor's row updates last seen.
        if (plan.VisitorBefore == plan.Visitor)
            lastSeen.Note(call.ProjectId, plan.Visitor.Id);

        call.RecordVisitor(plan.Visitor.Id, plan.VisitorBefore is null, plan.Contact?.After.UserId);
        return Answer(plan, wanted.VisitorId);
    }

    private IdentifyRequest RequestOf(IdentifyCommand request)
    {
        CompanyRequest? company = null;
        if (request.Company is { SaysNothing: false } given)
        {
            DealValue.TryRead(given.DealValue, out var deal);
            company = new CompanyRequest(
                CallerId.OrAbsent(given.Id)?.Trim(),
                CallerId.OrAbsent(given.Name)?.Trim(),
                CallerId.OrAbsent(given.Domain)?.Trim().ToLowerInvariant(),
                CallerId.OrAbsent(given.Stage),
                deal,
                given.Metadata
            );
        }

        return new IdentifyRequest(
            request.VisitorId!,
            IdentityClaim.From(request.UserId, request.Email, request.Name, request.Phone),
            request.Metadata,
            company,
            [.. (request.CompanyIds ?? []).OfType<string>().Select(id => id.Trim())],
            StageText.Mode(request.StageUpdateMode) ?? call.Project.StageUpdateMode
        );
    }

    private async Task<IdentityFacts> ReadAsync(IdentifyRequest wanted)
    {
        var (project, claim) = (call.ProjectId.Value, wanted.Claim);
        var refs = wanted.Company?.Id is { } id ? [id, .. wanted.CompanyRefs] : wanted.CompanyRefs.ToArray();
        var name = wanted.Company is { Id: null, Name: { } given } ? FoldedName.Of(given) : null;
        var domain = claim.Email is { } email ? Email.DomainOf(email) : null;
        var read = new SqlRead();
        var visitor = read.One<Visitor>(Visitor.Sql, project, wanted.VisitorId);
        var own = read.One<Contact>(Contact.OfVisitor, project, wanted.VisitorId);
        var links = read.List<CompanyLink>(Links, project, wanted.VisitorId, claim.UserId, claim.Email);
        var byUserId = claim.UserId is null ? null : read.One<Contact>(Contact.ByUserId, project, claim.UserId);
        var byEmail = claim.Email is null ? null : read.One<Contact>(Contact.ByEmail, project, claim.Email);
        var ofDomain = domain is null ? null : read.One<Company>(OfDomain, project, domain);
        var byName = name is null ? null : read.List<Company>(ByName, project, name);
        var byReference =
            refs.Length == 0
                ? null
                : read.List<Company>(ByReference, project, refs.Select(ActingCompany.IdIn).OfType<Guid>().ToArray(), refs);
        await database.ReadAsync(read);
        return new IdentityFacts(
            visitor.Value,
            own.Value,
            links.Value,
            byUserId?.Value,
            byEmail?.Value,
            domain is null ? null : new CompanyOfDomain(domain, ofDomain!.Value),
            [.. byName?.Value ?? [], .. byReference?.Value ?? []]
        );
    }

    /// <summary>Decides what to write. If the contact keeps another e-mail than the one sent, the domain of that one counts.</summary>
    private async Task<Result<IdentityPlan>> DecideAsync(IdentifyRequest wanted)
    {
        var facts = await ReadAsync(wanted);
        var plan = IdentityPlan.Decide(wanted, facts, call.Project.Stages, call.Proof, Ids.New);
        if (plan.Value?.Companies.DomainToLookUp is not { } domain)
            return plan;

        var read = new SqlRead();
        var company = read.One<Company>(OfDomain, call.ProjectId.Value, domain);
        await database.ReadAsync(read);
        return IdentityPlan.Decide(
            wanted,
            facts with
            {
                OfDomain = new CompanyOfDomain(domain, company.Value),
            },
            call.Project.Stages,
            call.Proof,
            Ids.New
        );
    }

    private SqlBatch Write(IdentityPlan plan, string visitorId)
    {
        var (batch, project, now) = (new SqlBatch(), call.ProjectId, time.UtcNow());
        var origin = ChangeOrigin.Widget(plan.Visitor.Id, now);
        foreach (var become in plan.Contact?.BecomeSomebody ?? [])
            ContactWrites.RestrictConversations(batch, project, become.Id, call.Proof.Holds(plan.Visitor.Id) ? plan.Visitor.Id : null);

        if (plan.Contact is { Absorbed: { } absorbed } merge)
            ContactMerge.Move(batch, project, merge.After, absorbed, origin);

        if (plan.TouchesContact)
            ContactWrites.Save(batch, project, plan.Contact!.Before, plan.Contact.After, now);

        foreach (var change in plan.Companies.Changes)
            CompanyWrites.Save(batch, call.Project, change.Before, change.After, origin);

        foreach (var company in plan.Companies.NewLinks)
            ContactWrites.Link(batch, project, plan.Contact!.After.Id, company, now);

        // A merge has also moved the visitor, which changed its version.
        var before =
            plan.Contact?.Absorbed?.Id is { } moved && plan.VisitorBefore?.ContactId == moved
                ? plan.VisitorBefore with
                {
                    Version = plan.VisitorBefore.Version + 1,
                }
                : plan.VisitorBefore;
        VisitorWrites.Save(batch, project, visitorId, before, plan.Visitor, now);
        if (plan is { VisitorBefore.ContactId: null, VisitorBefore: not null, Contact: not null })
            ContactWrites.MoveAnonymousHistory(batch, project, plan.Visitor.Id, plan.Contact.After.Id, call.Proof.Holds(plan.Visitor.Id));

        foreach (var placeholder in plan.Companies.Replaced)
            CompanyWrites.Replace(batch, project, plan.Contact!.After.Id, placeholder, plan.Companies.Substitute);

        // Without the lock, the call would not notice that a member removes the link at the same time.
        if (
            !plan.TouchesContact
            && plan.Visitor is { ContactId: { } contact, ActiveCompanyId: { } active }
            && plan.VisitorBefore?.ActiveCompanyId != active
        )
            ContactWrites.LockLink(batch, project, contact, active);

        return batch;
    }

    private static IdentifyResponse Answer(IdentityPlan plan, string visitorId)
    {
        var companies = plan.Companies;
        var acting = plan.Visitor.ActiveCompanyId ?? (companies.InTheEnd.Count == 1 ? companies.InTheEnd[0] : (Guid?)null);
        return new IdentifyResponse(
            new IdentifyVisitor(plan.Visitor.Id, visitorId, plan.Visitor.Verified),
            plan.Contact is { } contact ? new IdentifyIds(contact.After.Id, contact.Before is null) : null,
            acting is { } id ? new IdentifyIds(id, companies.Changes.Any(c => c.Before is null && c.After.Id == id)) : null,
            companies.LinkedIds,
            companies.Stage is { } stage ? new IdentifyStage(stage.Applied, stage.Reason) : null
        );
    }
}
