using Hal.Api.Domain.Companies;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Companies.DeleteCompany;

public sealed class DeleteCompanyHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<DeleteCompanyCommand, Result<Nothing>>
{
    private const string TouchContacts = """
        update contacts set version = version + 1, updated_at = $3
        where project_id = $1 and id in (select contact_id from contact_companies where project_id = $1 and company_id = $2)
        """;

    private const string Unlink = "delete from contact_companies where project_id = $1 and company_id = $2";

    private const string ClearVisitors =
        "update visitors set active_company_id = null, version = version + 1 where project_id = $1 and active_company_id = $2";

    // An event without a visitor or contact would belong to nobody, so it is deleted too.
    private const string DeleteEvents = """
        delete from events where project_id = $1 and company_id = $2 and (entity = 'company' or coalesce(visitor_id, contact_id) is null)
        """;

    private const string KeepEvents = "update events set company_id = null where project_id = $1 and company_id = $2";

    // If something was attached to the company meanwhile, the foreign keys roll back the whole batch. Its history cascades.
    private const string Delete = """
        with gone as (delete from companies where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    public async Task<Result<Nothing>> Handle(DeleteCompanyCommand request, CancellationToken cancellationToken)
    {
        var (project, id) = (call.ProjectId.Value, ResourceId.Of(request.Id));
        var found = await database.ReadOneAsync<CompanyAnswer>(CompanyAnswer.ById, project, id);
        if (found is not { } company)
            return Problem.NotFound("company");

        database.Enlist(
            new SqlBatch()
                .Add(TouchContacts, project, id, time.UtcNow())
                .Add(Unlink, project, id)
                .Add(ClearVisitors, project, id)
                .Add(DeleteEvents, project, id)
                .Add(KeepEvents, project, id)
                .Add(Delete, project, id, company.Version)
        );
        outcome.Wrote(id, company.Version);
        return Nothing.Value;
    }
}
