using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.LinkCompany;

public sealed class LinkCompanyHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<LinkCompanyCommand, Result<Nothing>>
{
    private const string CompanyById = $"select {Company.Columns} from companies where project_id = $1 and id = $2";

    public async Task<Result<Nothing>> Handle(LinkCompanyCommand request, CancellationToken cancellationToken)
    {
        var (project, id) = (call.ProjectId, ResourceId.Of(request.Id));
        var read = new SqlRead();
        var contact = read.Contact(project, id);
        var company = read.One<Company>(CompanyById, project.Value, ResourceId.Of(request.CompanyId));
        var links = read.List<CompanyLink>(CompanyLink.OfContacts, project.Value, new[] { id });
        await database.ReadAsync(read);
        var found = contact.Value;
        if (!found.Succeeded)
            return found.Problem;

        if (company.Value is null)
            return Problem.NotFound("company");

        var isLinked = links.Value.Any(l => l.CompanyId == company.Value.Id);
        var replaced = company.Value.Placeholder ? [] : CompanyLink.Replaceable(links.Value, [company.Value.Id]);
        var linked = found.Value.ToContact();
        if (isLinked && replaced.Count == 0)
        {
            outcome.Wrote(linked.Id, linked.Version, linked.Version);
            return Nothing.Value;
        }

        var (batch, now) = (new SqlBatch(), time.UtcNow());
        ContactWrites.Save(batch, project, linked, linked, now);
        ContactWrites.Link(batch, project, linked.Id, company.Value.Id, now);
        foreach (var placeholder in replaced)
            CompanyWrites.Replace(batch, project, linked.Id, placeholder, company.Value.Id);

        database.Enlist(batch);
        outcome.Wrote(linked.Id, linked.Version, linked.Version + 1);
        return Nothing.Value;
    }
}
