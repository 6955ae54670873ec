using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Search;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Companies.ListCompanies;

public sealed class ListCompaniesHandler(AccountCall call, Database database)
    : IRequestHandler<ListCompaniesQuery, Result<ListCompaniesResponse>>
{
    private const string All = $"""
        select {CompanyAnswer.ColumnsOfC} from companies c where c.project_id = $1 and c.id < $2 order by c.id desc limit $3
        """;

    private const string Found = $"""
        {BoundedSearch.Companies}
        select {CompanyAnswer.ColumnsOfC} from found join companies c on c.project_id = $1 and c.id = found.id order by c.id desc
        """;

    private const string Some = $"select {CompanyAnswer.ColumnsOfC} from companies c where c.project_id = ? and c.id < ?";

    // An array instead of a join: it is read once, and each company is compared with it.
    private const string OfContact =
        "c.id = any(array(select l.company_id from contact_companies l where l.project_id = ? and l.contact_id = ?))";

    public async Task<Result<ListCompaniesResponse>> Handle(ListCompaniesQuery request, CancellationToken cancellationToken)
    {
        var (project, after, search) = (call.ProjectId.Value, request.Page.After.Id, QueryText.Of(request.Search));
        var filters = new[] { request.StageId, request.HasStage, request.MinDeal, request.MaxDeal, request.ContactId };
        var isFiltered = Array.Exists(filters, filter => QueryText.Of(filter) is not null);
        var rows = (isFiltered, search) switch
        {
            (false, null) => await database.ReadListAsync<CompanyAnswer>(All, project, after, request.Page.Probe),
            (false, _) => await database.SearchListAsync<CompanyAnswer>(
                Found,
                project,
                SearchKey.Pattern(search),
                after,
                request.Page.Probe
            ),
            _ => await database.SearchListAsync<CompanyAnswer>(Filtered(request, project, search)),
        };
        var (companies, next) = request.Page.Cut(rows, company => Cursor.Of(company.Id));
        return new ListCompaniesResponse(companies, next);
    }

    private static SqlQuery Filtered(ListCompaniesQuery request, Guid project, string? search)
    {
        var (stage, contact, hasStage) = (
            QueryText.Id(request.StageId),
            QueryText.Id(request.ContactId),
            QueryText.Boolean(request.HasStage)
        );
        var (least, most) = (Deal(request.MinDeal), Deal(request.MaxDeal));
        return new SqlQuery(Some, project, request.Page.After.Id)
            .AndIf(stage is not null, "c.stage_id = ?", stage)
            .AndIf(hasStage is true, "c.stage_id is not null")
            .AndIf(hasStage is false, "c.stage_id is null")
            .AndIf(least is not null, "c.deal_value >= ?", least)
            .AndIf(most is not null, "c.deal_value <= ?", most)
            .AndIf(contact is not null, OfContact, project, contact)
            .AndFound(search)
            .Then("order by c.id desc limit ?", request.Page.Probe);
    }

    private static decimal? Deal(string? text) => QueryText.Of(text) is { } given && DealValue.TryRead(given, out var value) ? value : null;
}
