using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Search;
using Hal.Api.Families.V1;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Companies.ListCompanies;

public sealed class ListCompaniesHandler(V1Call call, Database database)
    : IRequestHandler<ListCompaniesQuery, Result<ListCompaniesResponse>>
{
    private const string Newest =
        $"select {CompanyAnswer.ColumnsOfC} from companies c where c.project_id = $1 and c.id < $2 order by c.id desc limit $3";

    private const string Named =
        $"select {CompanyAnswer.ColumnsOfC} from companies c where c.project_id = ? and c.id < ? and c.external_id = ?";

    private const string Found = $"""
        {BoundedSearch.Companies}
        select {CompanyAnswer.ColumnsOfC}
        from found
        join companies c on c.project_id = $1 and c.id = found.id
        order by c.id desc
        """;

    public async Task<Result<ListCompaniesResponse>> Handle(ListCompaniesQuery request, CancellationToken cancellationToken)
    {
        var (rows, next) = request.Page.Cut(await ReadAsync(request), company => Cursor.Of(company.Id));
        return new ListCompaniesResponse(rows, next);
    }

    private Task<IReadOnlyList<CompanyAnswer>> ReadAsync(ListCompaniesQuery request)
    {
        var (project, after) = (call.ProjectId.Value, request.Page.After.Id);
        var (search, externalId) = (QueryText.Of(request.Search), QueryText.Of(request.ExternalId));
        if (externalId is not null)
        {
            var query = new SqlQuery(Named, project, after, externalId)
                .AndFound(search)
                .Then("order by c.id desc limit ?", request.Page.Probe);
            return database.SearchListAsync<CompanyAnswer>(query);
        }

        return search is null
            ? database.ReadListAsync<CompanyAnswer>(Newest, project, after, request.Page.Probe)
            : database.SearchListAsync<CompanyAnswer>(Found, project, SearchKey.Pattern(search), after, request.Page.Probe);
    }
}
