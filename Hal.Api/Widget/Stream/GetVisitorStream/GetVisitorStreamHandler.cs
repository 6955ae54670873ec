using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Streams;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Streams;
using MediatR;

namespace Hal.Api.Widget.Stream.GetVisitorStream;

public sealed class GetVisitorStreamHandler(WidgetCall call, Session session) : IRequestHandler<GetVisitorStreamQuery, Result<StreamTicket>>
{
    private const string StillThere = """
        select exists (
            select from visitors v
            join projects p on p.id = v.project_id and p.deleted_at is null
            where v.project_id = $1 and v.id = $2 and v.contact_id is not distinct from $3)
        """;

    public async Task<Result<StreamTicket>> Handle(GetVisitorStreamQuery request, CancellationToken cancellationToken)
    {
        var batch = new SqlBatch().Add(Visitor.Sql, call.ProjectId.Value, request.VisitorId);
        var visitor = await session.ReadFactsAsync(call.Project, batch, results => results.SingleOrDefaultAsync<Visitor>());
        if (call.Refuse(visitor, request.NamesUser) is { } refused)
            return refused;

        if (visitor is null)
            return Problem.NotFound("visitor");

        var (project, id, contact) = (call.ProjectId, visitor.Id, visitor.ContactId);
        return new StreamTicket(project, StreamAudience.Visitor(call.SightOf(visitor)), request.LastEventId, IsStillThereAsync) { Until = call.TokenExpiresAt };

        // A browser that changes hands goes on as somebody else, who has to prove so first.
        Task<bool> IsStillThereAsync(Session way) =>
            way.ReadAsync(new SqlBatch().Add(StillThere, project.Value, id, contact), results => results.SingleOrDefaultAsync<bool>());
    }
}
