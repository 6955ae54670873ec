using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Projects.ListProjects;

public sealed class ListProjectsHandler(AccountCall call, Database database)
    : IRequestHandler<ListProjectsQuery, Result<ListProjectsResponse>>
{
    private const string Sql = $"""
        select {ProjectAnswer.Columns}
        from projects
        where account_id = $1 and deleted_at is null and id < $2
        order by id desc
        limit $3
        """;

    public async Task<Result<ListProjectsResponse>> Handle(ListProjectsQuery request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var rows = read.List<ProjectAnswer>(Sql, call.Member.AccountId, request.Page.After.Id, request.Page.Probe);
        await database.ReadAsync(read);
        var (page, next) = request.Page.Cut(rows.Value, row => Cursor.Of(row.Id));
        return new ListProjectsResponse(page, next);
    }
}
