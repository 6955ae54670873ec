using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Events.ListEvents;

public sealed class ListEventsHandler(AccountCall call, Database database) : IRequestHandler<ListEventsQuery, Result<ListEventsResponse>>
{
    private const string Columns = """
        e.id, e.name, e.value, e.entity, e.occurred_at, e.contact_id, e.company_id, e.visitor_id, e.event_key, e.metadata, e.source,
        e.created_at
        """;

    private const string All = $"""
        select {Columns}
        from events e
        where e.project_id = $1 and (e.occurred_at, e.id) < ($2, $3)
        order by e.occurred_at desc, e.id desc
        limit $4
        """;

    private const string Some = $"select {Columns} from events e where e.project_id = ? and (e.occurred_at, e.id) < (?, ?)";

    // One value instead of a join, so that the events are read in order from the visitor's index.
    private const string OfVisitor = """
        e.visitor_id = coalesce(
            (select v.id from visitors v where v.project_id = ? and v.id = ?),
            (select v.id from visitors v where v.project_id = ? and v.visitor_id = ?))
        """;

    public async Task<Result<ListEventsResponse>> Handle(ListEventsQuery request, CancellationToken cancellationToken)
    {
        var (project, after) = (call.ProjectId.Value, request.Page.After);
        var found = IsFiltered(request)
            ? await database.SearchListAsync<ListEventsEvent>(Filtered(request))
            : await database.ReadListAsync<ListEventsEvent>(All, project, after.At, after.Id, request.Page.Probe);
        var (events, next) = request.Page.Cut(found, e => new Cursor(e.OccurredAt, e.Id));
        return new ListEventsResponse(events, next);
    }

    private static bool IsFiltered(ListEventsQuery request) =>
        new[] { request.Name, request.ContactId, request.CompanyId, request.VisitorId, request.Since, request.Until }.Any(text =>
            QueryText.Of(text) is not null
        );

    private SqlQuery Filtered(ListEventsQuery request)
    {
        var (project, after) = (call.ProjectId.Value, request.Page.After);
        var (name, contact, company) = (QueryText.Of(request.Name), QueryText.Id(request.ContactId), QueryText.Id(request.CompanyId));
        var (since, until) = (QueryText.Instant(request.Since), QueryText.Instant(request.Until));
        return new SqlQuery(Some, project, after.At, after.Id)
            .AndIf(name is not null, "e.name = ?", name)
            .AndIf(contact is not null, "e.contact_id = ?", contact)
            .AndIf(company is not null, "e.company_id = ?", company)
            .AndIf(
                QueryText.Of(request.VisitorId) is not null,
                OfVisitor,
                project,
                QueryText.Id(request.VisitorId),
                project,
                request.VisitorId
            )
            .AndIf(since is not null, "e.occurred_at >= ?", since)
            .AndIf(until is not null, "e.occurred_at < ?", until)
            .Then("order by e.occurred_at desc, e.id desc limit ?", request.Page.Probe);
    }
}
