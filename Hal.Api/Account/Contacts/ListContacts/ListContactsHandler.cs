using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Search;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Contacts.ListContacts;

public sealed class ListContactsHandler(AccountCall call, Session session) : IRequestHandler<ListContactsQuery, Result<ListContactsResponse>>
{
    private const string Page = $"select {ContactAnswer.ColumnsOfC} from contacts c where c.project_id = $1 and c.id < $2 order by c.id desc limit $3";

    private const string Filtered = $"select {ContactAnswer.ColumnsOfC} from contacts c where c.project_id = ? and c.id < ?";

    // The first half is what the index of tags is made for.
    private const string HasTag = "c.tags <> '{}' and c.tags @> array[?]";

    private const string IsOfCompany =
        "exists (select from contact_companies l where l.project_id = c.project_id and l.contact_id = c.id and l.company_id = ?)";

    // An id is made a moment before or after its row's instant, so it bounds roughly what the instant then decides.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public async Task<Result<ListContactsResponse>> Handle(ListContactsQuery request, CancellationToken cancellationToken)
    {
        var (batch, project) = (new SqlBatch(), call.ProjectId.Value);
        var filtered = Filter(new SqlQuery(Filtered, project, request.After.Id), request);
        var rows = filtered is null
            ? await session.ReadAsync(batch.Add(Page, project, request.After.Id, request.Probe), results => results.ListAsync<ContactAnswer>())
            : await session.SearchAsync(filtered.Then("order by c.id desc limit ?", request.Probe).AddTo(batch), results => results.ListAsync<ContactAnswer>());
        var (contacts, next) = request.Cut(rows, contact => Cursor.Of(contact.Id));
        return new ListContactsResponse(contacts, next);
    }

    /// <summary>The list with its filters; null if there are none.</summary>
    private static SqlQuery? Filter(SqlQuery query, ListContactsQuery request)
    {
        var (email, userId, tag, company) = (Email.Normalize(request.Email), CallerId.OrAbsent(request.UserId), request.Tag?.Trim(), ResourceId.Of(request.CompanyId));
        var (after, before) = (InstantOf(request.CreatedAfter), InstantOf(request.CreatedBefore));
        if ((email ?? userId ?? tag ?? request.CompanyId ?? request.CreatedAfter ?? request.CreatedBefore ?? request.Search) is null)
            return null;

        return query
            .AndIf(email is not null, "c.email = ?", email)
            .AndIf(userId is not null, "c.user_id = ?", userId)
            .AndIf(tag is not null, HasTag, tag)
            .AndIf(request.CompanyId is not null, IsOfCompany, company)
            .AndIf(after is not null, "c.created_at > ? and c.id >= ?", after, FloorOf(after, -Margin))
            .AndIf(before is not null, "c.created_at < ? and c.id < ?", before, FloorOf(before, Margin))
            .AndFound(request.Search);
    }

    private static DateTime? InstantOf(string? text) => text is not null && OccurredAt.TryParse(text, out var instant) ? instant : null;

    private static Guid FloorOf(DateTime? instant, TimeSpan margin)
    {
        var ticks = Math.Clamp((instant ?? default).Ticks + margin.Ticks, DateTime.UnixEpoch.Ticks, DateTime.MaxValue.Ticks);
        return Ids.Floor(new DateTime(ticks, DateTimeKind.Utc));
    }
}
