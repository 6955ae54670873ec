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
    private const string IsAsItWas = "select exists (select from projects where id = $1 and version = $2 and deleted_at is null)";

    public async Task<Result<StreamTicket>> Handle(GetVisitorStreamQuery request, CancellationToken cancellationToken)
    {
        var batch = new SqlBatch().Add(Visitor.Sql, call.ProjectId.Value, request.VisitorId);
        var visitor = await session.ReadFactsAsync(call.Project, batch, results => results.SingleOrDefaultAsync<Visitor>());
        if (call.Refuse(visitor, request.NamesUser) is { } refused)
            return refused;

        if (visitor is null)
            return Problem.NotFound("visitor");

        var sight = call.SightOf(visitor);
        return new StreamTicket(call.ProjectId, StreamAudience.Visitor(sight), request.LastEventId, IsStillAdmittedAsync) { Until = call.TokenExpiresAt };

        // By the same rule as at the beginning. A project whose settings have changed asks anew: whoever listens comes back.
        async Task<bool> IsStillAdmittedAsync(Session way)
        {
            var again = new SqlBatch().Add(IsAsItWas, call.ProjectId.Value, call.Project.Version).Add(Visitor.Sql, call.ProjectId.Value, request.VisitorId);
            var (isAsItWas, now) = await way.ReadAsync(again, async results => (await results.SingleOrDefaultAsync<bool>(), await results.SingleOrDefaultAsync<Visitor>()));
            return isAsItWas && now is not null && call.Refuse(now, request.NamesUser) is null && call.SightOf(now) == sight;
        }
    }
}
