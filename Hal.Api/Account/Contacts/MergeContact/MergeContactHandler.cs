using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.MergeContact;

public sealed class MergeContactHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<MergeContactCommand, Result<MergeContactResponse>>
{
    public async Task<Result<MergeContactResponse>> Handle(MergeContactCommand request, CancellationToken cancellationToken)
    {
        var (project, id, otherId) = (call.ProjectId, ResourceId.Of(request.Id), ResourceId.Of(request.OtherId));
        var read = new SqlRead();
        var contact = read.Contact(project, id);
        var otherContact = read.Contact(project, otherId);
        var links = read.List<CompanyLink>(CompanyLink.OfContacts, project.Value, new[] { id, otherId });
        await database.ReadAsync(read);
        var (found, other) = (contact.Value, otherContact.Value);
        if (!found.Succeeded)
            return found.Problem;

        if (id == otherId)
            return Problem.Invalid("other_id", "A contact cannot be merged into itself.");

        if (!other.Succeeded)
            return Problem.Invalid("other_id", other.Problem.Detail);

        var (survivor, absorbed) = (found.Value.ToContact(), other.Value.ToContact());
        var merged = ContactMerge.Fill(survivor, absorbed);
        var replaced = links.Value.Any(l => !l.Untouched) ? CompanyLink.Replaceable(links.Value, []) : [];
        Guid[] companies = [.. CompaniesAfterMerge(links.Value, survivor.Id).Except(replaced.Select(l => l.CompanyId))];
        var (batch, now) = (new SqlBatch(), time.UtcNow());
        ContactMerge.Move(batch, project, merged, absorbed, call.Origin(now));
        ContactWrites.Save(batch, project, survivor, merged, now);
        foreach (var placeholder in replaced)
            CompanyWrites.Replace(batch, project, survivor.Id, placeholder, companies[0]);

        database.Enlist(batch);
        var answer = found.Value.With(merged, now) with { CompanyIds = companies };
        outcome.Wrote(answer.Id, survivor.Version, answer.Version);
        return new MergeContactResponse(answer);
    }

    // If both belong to a company, the survivor's link stays.
    private static IEnumerable<Guid> CompaniesAfterMerge(IReadOnlyList<CompanyLink> links, Guid survivor)
    {
        var own = links.Where(l => l.ContactId == survivor).Select(l => l.CompanyId).ToHashSet();
        return links.Where(l => l.ContactId == survivor || !own.Contains(l.CompanyId)).Select(l => l.CompanyId);
    }
}
