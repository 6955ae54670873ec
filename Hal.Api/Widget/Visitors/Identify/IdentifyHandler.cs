using Dapper;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;
using static Dapper.SqlMapper;

namespace Hal.Api.Widget.Visitors.Identify;

public sealed class IdentifyHandler(WidgetCall call, Session session, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<IdentifyCommand, Result<IdentifyResponse>>
{
    private const string Candidates = """
        select id from contacts where project_id = @ProjectId and user_id = @UserId
        union all
        select id from contacts where project_id = @ProjectId and email = @Email
        union all
        select contact_id from visitors where project_id = @ProjectId and visitor_id = @VisitorId
        """;

    private const string Facts = $$"""
        {{Session.ProjectVersion}}
        {{Visitor.Sql}}
        select {{Contact.Columns}}
        from contacts
        where project_id = @ProjectId and id in ({{Candidates}});

        select l.contact_id, l.company_id, f.untouched,
               case when f.untouched
                   then (select count(*)::int from contact_companies o where o.project_id = l.project_id and o.company_id = l.company_id)
                   else 0 end as contacts,
               c.version
        from contact_companies l
        join companies c on c.project_id = l.project_id and c.id = l.company_id
        cross join lateral (
            select c.placeholder and c.stage_id is null and c.deal_value is null and c.notes is null and c.industry is null and c.metadata = '{}'
                   and not exists (select from stage_changes s where s.project_id = c.project_id and s.company_id = c.id)
                   and not exists (select from deal_changes d where d.project_id = c.project_id and d.company_id = c.id) as untouched) f
        where l.project_id = @ProjectId and l.contact_id in ({{Candidates}})
        order by l.id;

        select distinct on (domain) {{Company.Columns}}
        from companies
        where project_id = @ProjectId
          and domain = any(array(
              select split_part(email, '@', 2) from contacts where project_id = @ProjectId and id in ({{Candidates}})) || @Domain::text)
        order by domain, id;

        """;

    private const string FactsWithCompanies = $"""
        {Facts}
        select {Company.Columns} from companies where project_id = @ProjectId and id = any(@CompanyIds)
        union all
        select {Company.Columns} from companies where project_id = @ProjectId and external_id = any(@CompanyRefs) and id <> all(@CompanyIds)
        union all
        select {Company.Columns} from companies where project_id = @ProjectId and name_key = @NameKey
        order by id;

        """;

    private const string MoveEvents = "update events set company_id = $3 where project_id = $1 and company_id = $2";

    private const string MoveVisitors = """
        update visitors set active_company_id = $3, version = version + 1 where project_id = $1 and active_company_id = $2
        """;

    private const string Unlink = "delete from contact_companies where project_id = $1 and contact_id = $2 and company_id = $3";

    // If another contact is linked in between, the foreign key takes the whole batch back.
    private const string DeletePlaceholder = """
        with gone as (delete from companies where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    public async Task<Result<IdentifyResponse>> Handle(IdentifyCommand request, CancellationToken cancellationToken)
    {
        var wish = WishOf(request);
        var facts = await ReadAsync(wish);
        var decided = IdentityPlan.Decide(wish, facts, call);
        if (!decided.Succeeded)
            return decided.Problem;

        var plan = decided.Value;
        if (plan.IsEmpty)
            lastSeen.Note(call.ProjectId, plan.Visitor.Id);
        else
            await session.WriteAsync(call.ProjectId, Write(plan, wish.VisitorId));

        return Answer(plan, wish.VisitorId);
    }

    private IdentifyWish WishOf(IdentifyCommand request)
    {
        CompanyWish? company = null;
        if (request.Company is { SaysNothing: false } given)
        {
            DealValue.TryRead(given.DealValue, out var deal);
            company = new CompanyWish(
                CallerId.OrAbsent(given.Id)?.Trim(),
                CallerId.OrAbsent(given.Name)?.Trim(),
                CallerId.OrAbsent(given.Domain)?.Trim().ToLowerInvariant(),
                CallerId.OrAbsent(given.Stage),
                deal,
                given.Metadata);
        }

        return new IdentifyWish(
            request.VisitorId!,
            IdentityClaim.From(request.UserId, request.Email, request.Name, request.Phone),
            request.Metadata,
            company,
            [.. (request.CompanyIds ?? []).OfType<string>().Select(id => id.Trim())],
            StageText.Mode(request.StageUpdateMode) ?? call.Project.StageUpdateMode);
    }

    private Task<IdentityFacts> ReadAsync(IdentifyWish wish)
    {
        var refs = wish.Company?.Id is { } id ? [id, .. wish.CompanyRefs] : wish.CompanyRefs.ToArray();
        var values = new
        {
            ProjectId = call.ProjectId.Value,
            wish.VisitorId,
            wish.Claim.UserId,
            wish.Claim.Email,
            Domain = wish.Claim.Email is { } email ? Email.DomainOf(email) : null,
            CompanyRefs = refs,
            CompanyIds = refs.Select(ActingCompany.IdIn).OfType<Guid>().ToArray(),
            NameKey = wish.Company is { Id: null, Name: { } name } ? FoldedName.Of(name) : null,
        };
        return session.ReadFactsAsync(call.Project, wish.NamesCompanies ? FactsWithCompanies : Facts, values, async results => new IdentityFacts(
            await results.ReadSingleOrDefaultAsync<Visitor>(),
            (await results.ReadAsync<Contact>()).AsList(),
            (await results.ReadAsync<CompanyLink>()).AsList(),
            (await results.ReadAsync<Company>()).AsList(),
            wish.NamesCompanies ? (await results.ReadAsync<Company>()).AsList() : []));
    }

    private WriteBatch Write(IdentityPlan plan, string visitorId)
    {
        var (batch, project, now) = (new WriteBatch(), call.ProjectId, time.UtcNow());
        var origin = ChangeOrigin.Widget(plan.Visitor.Id, now);
        if (plan.Contact is { Absorbed: { } absorbed } merge)
            ContactMerge.Move(batch, project, merge.After, absorbed, origin);

        if (plan.TouchesContact)
            ContactWrites.Save(batch, project, plan.Contact!.Before, plan.Contact.After, now);

        foreach (var change in plan.Companies.Changes)
            CompanyWrites.Save(batch, call.Project, change.Before, change.After, origin);

        foreach (var company in plan.Companies.NewLinks)
            ContactWrites.Link(batch, project, plan.Contact!.After.Id, company, now);

        // A merge has moved the visitor along, and so its version.
        var before = plan.Contact?.Absorbed?.Id is { } moved && plan.VisitorBefore?.ContactId == moved
            ? plan.VisitorBefore with { Version = plan.VisitorBefore.Version + 1 }
            : plan.VisitorBefore;
        VisitorWrites.Save(batch, project, visitorId, before, plan.Visitor, now);
        if (plan is { VisitorBefore.ContactId: null, VisitorBefore: not null, Contact: not null })
            ContactWrites.Adopt(batch, project, plan.Visitor.Id, plan.Contact.After.Id);

        foreach (var placeholder in plan.Companies.Replaced)
        {
            batch.Add(MoveEvents, project.Value, placeholder.CompanyId, plan.Companies.Substitute)
                .Add(MoveVisitors, project.Value, placeholder.CompanyId, plan.Companies.Substitute)
                .Add(Unlink, project.Value, plan.Contact!.After.Id, placeholder.CompanyId)
                .Add(DeletePlaceholder, project.Value, placeholder.CompanyId, placeholder.Version);
        }

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
            companies.Stage is { } stage ? new IdentifyStage(stage.Applied, stage.Reason) : null);
    }
}
