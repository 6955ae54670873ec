using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Search;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.ListContacts;

public sealed class ListContactsHandler(AccountCall call, Database database)
    : IRequestHandler<ListContactsQuery, Result<ListContactsResponse>>
{
    private const string All =
        $"select {ContactAnswer.ColumnsOfC} from contacts c where c.project_id = $1 and c.id < $2 order by c.id desc limit $3";

    private const string Found = $"""
        {BoundedSearch.Contacts}
        select {ContactAnswer.ColumnsOfC} from found join contacts c on c.project_id = $1 and c.id = found.id order by c.id desc
        """;

    private const string Some = $"select {ContactAnswer.ColumnsOfC} from contacts c where c.project_id = ? and c.id < ?";

    // The first and the last condition are there so that the index of tags can be used.
    private const string HasTag = "array[c.project_id] @> array[?::uuid] and c.tags @> array[?::text] and c.tags <> '{}'";

    private const string IsOfCompany =
        "exists (select from contact_companies l where l.project_id = c.project_id and l.contact_id = c.id and l.company_id = ?)";

    // An id is generated shortly before or after created_at. It narrows the range roughly, then created_at decides exactly.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public async Task<Result<ListContactsResponse>> Handle(ListContactsQuery request, CancellationToken cancellationToken)
    {
        var (project, after, search) = (call.ProjectId.Value, request.Page.After.Id, QueryText.Of(request.Search));
        var filters = new[] { request.Email, request.UserId, request.Tag, request.CompanyId, request.CreatedAfter, request.CreatedBefore };
        var isFiltered = Array.Exists(filters, filter => QueryText.Of(filter) is not null);
        var rows = (isFiltered, search) switch
        {
            (false, null) => await database.ReadListAsync<ContactAnswer>(All, project, after, request.Page.Probe),
            (false, _) => await database.SearchListAsync<ContactAnswer>(
                Found,
                project,
                SearchKey.Pattern(search),
                after,
                request.Page.Probe
            ),
            _ => await database.SearchListAsync<ContactAnswer>(Filtered(request, project, search)),
        };
        var (contacts, next) = request.Page.Cut(rows, contact => Cursor.Of(contact.Id));
        return new ListContactsResponse(contacts, next);
    }

    private static SqlQuery Filtered(ListContactsQuery request, Guid project, string? search)
    {
        var (email, userId, tag) = (Email.Normalize(request.Email), QueryText.Of(request.UserId), QueryText.Of(request.Tag));
        var (company, after, before) = (
            QueryText.Id(request.CompanyId),
            QueryText.Instant(request.CreatedAfter),
            QueryText.Instant(request.CreatedBefore)
        );
        return new SqlQuery(Some, project, request.Page.After.Id)
            .AndIf(email is not null, "c.email = ?", email)
            .AndIf(userId is not null, "c.user_id = ?", userId)
            .AndIf(tag is not null, HasTag, project, tag)
            .AndIf(company is not null, IsOfCompany, company)
            .AndIf(after is not null, "c.created_at > ? and c.id >= ?", after, FloorOf(after, -Margin))
            .AndIf(before is not null, "c.created_at < ? and c.id < ?", before, FloorOf(before, Margin))
            .AndFound(search)
            .Then("order by c.id desc limit ?", request.Page.Probe);
    }

    private static Guid FloorOf(DateTime? instant, TimeSpan margin)
    {
        var ticks = Math.Clamp((instant ?? default).Ticks + margin.Ticks, DateTime.UnixEpoch.Ticks, DateTime.MaxValue.Ticks);
        return Ids.Floor(new DateTime(ticks, DateTimeKind.Utc));
    }
}
