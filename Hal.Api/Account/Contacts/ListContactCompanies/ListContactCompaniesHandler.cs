using System.Text.Json;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.ListContactCompanies;

public sealed class ListContactCompaniesHandler(AccountCall call, Database database)
    : IRequestHandler<ListContactCompaniesQuery, Result<ListContactCompaniesResponse>>
{
    private const string Linked = $"""
        select {CompanyAnswer.ColumnsOfC}, l.created_at as linked_at, l.id as link_id
        from contact_companies l
        join companies c on c.project_id = l.project_id and c.id = l.company_id
        where l.project_id = $1 and l.contact_id = $2 and (l.created_at, l.id) < ($3, $4)
        order by l.created_at desc, l.id desc
        limit $5
        """;

    public async Task<Result<ListContactCompaniesResponse>> Handle(ListContactCompaniesQuery request, CancellationToken cancellationToken)
    {
        var (id, after) = (ResourceId.Of(request.Id), request.Page.After);
        var read = new SqlRead();
        var contact = read.Contact(call.ProjectId, id);
        var linked = read.List<Row>(Linked, call.ProjectId.Value, id, after.At, after.Id, request.Page.Probe);
        await database.ReadAsync(read);
        var found = contact.Value;
        if (!found.Succeeded)
            return found.Problem;

        var (rows, next) = request.Page.Cut(linked.Value, row => new Cursor(row.LinkedAt, row.LinkId));
        return new ListContactCompaniesResponse([.. rows.Select(row => row.ToAnswer())], next);
    }

    private sealed record Row(
        Guid Id,
        string? ExternalId,
        string Name,
        string? Domain,
        string? Industry,
        Guid? StageId,
        decimal? DealValue,
        string? Notes,
        JsonElement Metadata,
        bool Placeholder,
        DateTime CreatedAt,
        DateTime UpdatedAt,
        long Version,
        DateTime LinkedAt,
        Guid LinkId
    )
    {
        public CompanyAnswer ToAnswer() =>
            new(Id, ExternalId, Name, Domain, Industry, StageId, DealValue, Notes, Metadata, Placeholder, CreatedAt, UpdatedAt, Version);
    }
}
