using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Visitors.ListVisitors;

public sealed class ListVisitorsHandler(AccountCall call, Database database)
    : IRequestHandler<ListVisitorsQuery, Result<ListVisitorsResponse>>
{
    private const string All = $"""
        select {VisitorAnswer.ColumnsOfV} from visitors v where v.project_id = $1 and v.id < $2 order by v.id desc limit $3
        """;

    private const string Some = $"select {VisitorAnswer.ColumnsOfV} from visitors v where v.project_id = ? and v.id < ?";

    public async Task<Result<ListVisitorsResponse>> Handle(ListVisitorsQuery request, CancellationToken cancellationToken)
    {
        var (project, after) = (call.ProjectId.Value, request.Page.After.Id);
        // Not trimmed: a customer's own id may begin or end with a blank.
        var (contact, visitor) = (QueryText.Id(request.ContactId), QueryText.Of(request.VisitorId) is null ? null : request.VisitorId);
        var found =
            contact is null && visitor is null
                ? await database.ReadListAsync<VisitorAnswer>(All, project, after, request.Page.Probe)
                : await database.SearchListAsync<VisitorAnswer>(
                    new SqlQuery(Some, project, after)
                        .AndIf(contact is not null, "v.contact_id = ?", contact)
                        .AndIf(visitor is not null, "v.visitor_id = ?", visitor)
                        .Then("order by v.id desc limit ?", request.Page.Probe)
                );
        var (visitors, next) = request.Page.Cut(found, v => Cursor.Of(v.Id));
        return new ListVisitorsResponse(visitors, next);
    }
}
