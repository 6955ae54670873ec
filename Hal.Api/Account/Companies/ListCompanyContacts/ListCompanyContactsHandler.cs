using System.Text.Json;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Companies.ListCompanyContacts;

public sealed class ListCompanyContactsHandler(AccountCall call, Database database)
    : IRequestHandler<ListCompanyContactsQuery, Result<ListCompanyContactsResponse>>
{
    private const string Linked = $"""
        select {ContactAnswer.ColumnsOfC}, k.created_at as linked_at, k.id as link_id
        from contact_companies k
        join contacts c on c.project_id = k.project_id and c.id = k.contact_id
        where k.project_id = $1 and k.company_id = $2 and (k.created_at, k.id) < ($3, $4)
        order by k.created_at desc, k.id desc
        limit $5
        """;

    public async Task<Result<ListCompanyContactsResponse>> Handle(ListCompanyContactsQuery request, CancellationToken cancellationToken)
    {
        var (project, id, after) = (call.ProjectId.Value, ResourceId.Of(request.Id), request.Page.After);
        var read = new SqlRead();
        var company = read.One<Guid?>(CompanyAnswer.Exists, project, id);
        var found = read.List<Row>(Linked, project, id, after.At, after.Id, request.Page.Probe);
        await database.ReadAsync(read);
        if (company.Value is null)
            return Problem.NotFound("company");

        var (rows, next) = request.Page.Cut(found.Value, row => new Cursor(row.LinkedAt, row.LinkId));
        return new ListCompanyContactsResponse([.. rows.Select(row => row.ToAnswer())], next);
    }

    private sealed record Row(
        Guid Id,
        string? Email,
        string? UserId,
        string? Name,
        string? Phone,
        string? Notes,
        string[] Tags,
        JsonElement Metadata,
        bool Verified,
        Guid[] CompanyIds,
        DateTime CreatedAt,
        DateTime UpdatedAt,
        long Version,
        DateTime LinkedAt,
        Guid LinkId
    )
    {
        public ContactAnswer ToAnswer() =>
            new(Id, Email, UserId, Name, Phone, Notes, Tags, Metadata, Verified, CompanyIds, CreatedAt, UpdatedAt, Version);
    }
}
