using System.Text.Json;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Events.Track;

public sealed class TrackHandler(V1Call call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<TrackCommand, Result<TrackResponse>>
{
    private const string Candidates = """
        select id from contacts where project_id = $1 and user_id = $2
        union all
        select id from contacts where project_id = $1 and email = $3
        """;

    // An array instead of a join, so that the plan is the same before there are statistics.
    private const string Links = $"""
        {CompanyLink.Select}
        where l.project_id = $1 and l.contact_id = any(array({Candidates}))
        order by l.id
        """;

    private const string ByReference = $"""
        select {Company.Columns} from companies where project_id = $1 and id = $2
        union all
        select {Company.Columns} from companies where project_id = $1 and external_id = $3 and id is distinct from $2
        """;

    public async Task<Result<TrackResponse>> Handle(TrackCommand request, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var draft = NewEvent.From(request, now);
        var claim = IdentityClaim.From(request.UserId, request.Email, request.ContactName, null);
        var facts = await ReadAsync(draft, claim);
        if (facts.First is { } first)
        {
            outcome.Repeated(first.ContactId ?? first.CompanyId ?? first.Id);
            return Answer(first, isDuplicate: true);
        }

        var contact = ContactOf(claim, facts, request);
        if (!contact.Succeeded)
            return contact.Problem;

        var company = CompanyOf(draft.CompanyRef, facts, request);
        if (!company.Succeeded)
            return company.Problem;

        var stored = StoredEvent.Of(Ids.New(), draft, contact.Value.After?.Id, company.Value.After?.Id);
        database.Enlist(Write(stored, draft.Metadata, contact.Value, company.Value, facts.Links, call.Origin(now)));
        // The target is the owner of the event: the audit log and the erasure of a person know contacts and companies, not events.
        outcome.Wrote(stored.ContactId ?? stored.CompanyId);
        return Answer(stored, isDuplicate: false);
    }

    private async Task<Facts> ReadAsync(NewEvent draft, IdentityClaim claim)
    {
        var project = call.ProjectId.Value;
        var read = new SqlRead();
        var known = read.One<StoredEvent>(StoredEvent.ByKeys, project, draft.Key is { } key ? new[] { key } : []);
        var byUserId = read.One<Contact>(Contact.ByUserId, project, claim.UserId);
        var byEmail = read.One<Contact>(Contact.ByEmail, project, claim.Email);
        var links = read.List<CompanyLink>(Links, project, claim.UserId, claim.Email);
        var companies = read.List<Company>(ByReference, project, ActingCompany.IdIn(draft.CompanyRef), draft.CompanyRef);
        await database.ReadAsync(read);
        return new Facts(known.Value, byUserId.Value, byEmail.Value, links.Value, companies.Value);
    }

    /// <summary>
    /// Finds the contact by user id, else by e-mail. An event does not correct a person: what is known stays, and nobody is merged.
    /// </summary>
    private static Result<Change<Contact>> ContactOf(IdentityClaim claim, Facts facts, TrackCommand request)
    {
        // The same row may have been read twice. It must be one object then.
        var byEmail = facts.ByEmail?.Id == facts.ByUserId?.Id ? facts.ByUserId : facts.ByEmail;
        if (ContactResolution.Resolve(claim, facts.ByUserId, byEmail, own: null, isProven: false, Ids.New) is not { } resolved)
            return new Change<Contact>(null, null);

        var contact = resolved.After;
        var metadata = Merge(contact.Metadata, request.Metadata, request);
        if (metadata.Flaw is not null)
            return Problem.Invalid("metadata", metadata.Flaw);

        return new Change<Contact>(
            resolved.Before,
            contact with
            {
                Email = resolved.Before?.Email ?? contact.Email,
                Name = contact.Name ?? claim.Name,
                Metadata = metadata.Value,
            }
        );
    }

    private static Result<Change<Company>> CompanyOf(string? reference, Facts facts, TrackCommand request)
    {
        if (reference is null)
            return new Change<Company>(null, null);

        var (said, before) = (request.Company, Company.Find(facts.Companies, reference));
        var company = before ?? new Company(Ids.New(), reference, reference, null, null, null, MetadataPatch.Empty, false, 0);
        var metadata = Merge(company.Metadata, said?.Metadata, request);
        if (metadata.Flaw is not null)
            return Problem.Invalid("company.metadata", metadata.Flaw);

        // A company that has its domain or its external id for a name has no name of its own yet.
        var isNameless = company.Placeholder || company.Name == company.ExternalId;
        return new Change<Company>(
            before,
            company with
            {
                Name = isNameless ? CallerId.OrAbsent(said?.Name)?.Trim() ?? company.Name : company.Name,
                Metadata = metadata.Value,
                Placeholder = false,
            }
        );
    }

    private static MergedMetadata Merge(JsonElement stored, JsonElement? patch, TrackCommand request) =>
        request.OverwriteMetadata is true ? MetadataPatch.Merge(stored, patch) : MetadataPatch.Complete(stored, patch);

    private SqlBatch Write(
        StoredEvent stored,
        JsonElement? metadata,
        Change<Contact> contact,
        Change<Company> company,
        IReadOnlyList<CompanyLink> known,
        ChangeOrigin origin
    )
    {
        // The rows that the event points to are written first.
        var (batch, project) = (new SqlBatch(), call.ProjectId);
        var links = known.Where(l => l.ContactId == contact.After?.Id).ToList();
        var isNewLink = contact.After is not null && company.After is { } linked && links.All(l => l.CompanyId != linked.Id);
        var replaced = company.After is { } real ? CompanyLink.Replaceable(links, [real.Id]) : [];
        if (contact.After is not null && (contact.Before != contact.After || isNewLink || replaced.Count > 0))
            ContactWrites.Save(batch, project, contact.Before, contact.After, origin.At);

        if (company.After is not null)
            CompanyWrites.Save(batch, call.Project, company.Before, company.After, origin);

        if (isNewLink)
            ContactWrites.Link(batch, project, contact.After!.Id, company.After!.Id, origin.At);

        foreach (var placeholder in replaced)
            CompanyWrites.Replace(batch, project, contact.After!.Id, placeholder, company.After!.Id);

        stored.Save(batch, project, metadata, origin);
        return batch;
    }

    private static TrackResponse Answer(StoredEvent stored, bool isDuplicate) =>
        new(new TrackEvent(stored.Id, stored.Name, stored.ContactId, stored.CompanyId, stored.OccurredAt, isDuplicate));

    private sealed record Facts(
        StoredEvent? First,
        Contact? ByUserId,
        Contact? ByEmail,
        IReadOnlyList<CompanyLink> Links,
        IReadOnlyList<Company> Companies
    );

    private sealed record Change<T>(T? Before, T? After)
        where T : class;
}
